/** The keys of a token's issuer cannot be had just now: nobody knows whether the token is good, so nothing is done. It passes. */
export class IssuerUnavailable extends Error {
  override name = 'IssuerUnavailable';
}
