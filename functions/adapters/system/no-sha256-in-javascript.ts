/**
 * Replaces the SHA-256 that the AWS SDK computes in JavaScript (infra/bundle.ts), which is 3 KB. The SDK uses it only where
 * Node.js has none.
 */
export class Sha256Js {
  constructor() {
    throw new Error('Bundles of this service contain only the SHA-256 of Node.js (infra/bundle.ts).');
  }
}
