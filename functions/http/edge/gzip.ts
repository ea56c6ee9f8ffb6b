/**
 * Whether a client accepts gzip, by its `Accept-Encoding` (RFC 9110, section 12.5.3): named, or `*`, and not with
 * quality 0. Without the header nothing is compressed.
 *
 * @example takesGzip('br, gzip;q=0.8') // true
 */
export function takesGzip(acceptEncoding = ''): boolean {
  const codings = acceptEncoding.split(',').map((coding) => coding.trim().toLowerCase());
  const gzip = codings.find((coding) => /^(?:x-)?gzip\s*(?:;|$)/.test(coding));
  const chosen = gzip ?? codings.find((coding) => /^\*\s*(?:;|$)/.test(coding));
  return chosen !== undefined && !/;\s*q=0(?:\.0{0,3})?\s*$/.test(chosen);
}
