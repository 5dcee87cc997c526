const schemes = new Set(['http:', 'https:', 'mailto:'])

/**
 * An address fit for `href`: http, https, mailto or an address of our own; anything else becomes `#`.
 * The only way to print an address that somebody typed: escaping leaves `javascript:` as it is.
 */
export function safeHref(address: string): string {
  // Browsers drop tabs and line ends inside an address, and blanks and controls around it, before they read the scheme.
  // oxlint-disable-next-line no-control-regex
  const bare = address.replace(/[\u0000-\u0020\u007f-\u00a0]+/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(bare)?.[1]
  if (scheme !== undefined) return schemes.has(scheme.toLowerCase()) ? address.trim() : '#'
  // `//host` and `\\host` lead to another site under the name of a relative address.
  if (/^[/\\]{2}/.test(bare)) return '#'
  return bare === '' ? '#' : address.trim()
}
