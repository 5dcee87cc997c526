/** Where somebody wanted to go before something came between: only ever a path of this site. */
export const safeNext = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])[\x20-\x7e]*$/.test(next) ? next : '/'
