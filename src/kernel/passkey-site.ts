/**
 * The host a passkey belongs to. It must be a name (Web Authentication 3, 5.1.2: a valid domain), so that this machine
 * goes by its own: the site is then opened at http://localhost.
 */
export function passkeySite(publicUrl: string): { readonly id: string; readonly origin: string } {
  const url = new URL(publicUrl)
  if (url.hostname === '127.0.0.1' || url.hostname === '[::1]') url.hostname = 'localhost'
  return { id: url.hostname, origin: url.origin }
}
