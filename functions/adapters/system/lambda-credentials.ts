import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Replaces `@aws-sdk/credential-provider-node` in bundles (infra/bundle.ts). Lambda gives a function its role's
 * credentials only in its environment. The default chain would add clients of SSO, STS and sign-in, a quarter of a
 * bundle.
 */
export function defaultProvider() {
  return fromEnv();
}
