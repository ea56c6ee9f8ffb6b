import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in a bundle for `@aws-sdk/credential-provider-node`. A function has its credentials in its environment and nowhere else; the
 * SDK's own search for them (profiles, single sign-on, instance metadata, four more clients) would be a third of the bundle (infra/bundle.ts).
 */
export const defaultProvider = fromEnv;
