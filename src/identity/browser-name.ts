const browsers = [
  ['MicroMessenger/', 'WeChat'],
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['HarmonyOS', 'HarmonyOS'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** What somebody signs in with, short enough to tell their own browsers apart: "Chrome, Windows". Empty when it says nothing known. */
export function browserName(userAgent: string | undefined): string {
  const found = [browsers, systems].map((list) => list.find(([mark]) => userAgent?.includes(mark))?.[1])
  return found.filter((name) => name !== undefined).join(', ')
}
