const schemes = new Set(['http:', 'https:', 'mailto:'])

/**
 * An address fit for `href`: http, https, mailto or an address of our own; anything else becomes `#`.
 * The only way to print an address that somebody typed: escaping leaves `javascript:` as it is.
 */
export function safeHref(address: string): string {
  // As a browser reads it (WHATWG URL, basic parser): blanks and controls around it and tabs and line ends in it are gone.
  // oxlint-disable-next-line no-control-regex
  const read = address.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '').replace(/[\t\n\r]/g, '')
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(read)?.[1]
  if (scheme !== undefined) return schemes.has(scheme.toLowerCase()) ? read : '#'
  // `//host` and `\\host` lead to another site under the name of a relative address.
  return read === '' || /^[/\\]{2}/.test(read) ? '#' : read
}
