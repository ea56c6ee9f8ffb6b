import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Takes the place of `@aws-sdk/credential-provider-node` in bundles (infra/bundle.ts). Lambda gives a function its role's credentials
 * in its environment and nowhere else; the default chain would bring clients of SSO, STS and sign-in along, a quarter of a bundle.
 */
export function defaultProvider() {
  return fromEnv();
}
