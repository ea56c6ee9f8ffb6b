/** The issuer's keys cannot be read now, so the token cannot be checked. Trying again later can succeed. */
export class IssuerUnavailable extends Error {
  override name = 'IssuerUnavailable';
}
