import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { startDeployedStack } from './deployed/local-aws.ts';
import { type ExportedSigner, OidcIssuer } from './deployed/oidc-issuer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `.local/endpoints.json` says of a set-up by `npm start`. */
    endpoints: Endpoints;
    /** Signs in the name of the issuer that the set-up trusts; what it may vouch for stands in `deployed.setup.ts`. */
    issuer: ExportedSigner;
  }
}

/** One deployed system for the whole suite. A test that stops it half-way starts one of its own (startDeployedStack). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const issuer = await OidcIssuer.start();
  const trusted = issuer.trusted({ grants: { boroughs: 'any', coalition: true, domains: 'any' } });
  // Nothing listens on port 1: the keys of this one can never be had.
  const unreachable = { ...trusted, issuer: `${issuer.url}/down`, jwks: 'http://127.0.0.1:1/keys' };
  const stack = await startDeployedStack({ oidc: [trusted, unreachable] });
  project.provide('endpoints', stack.value.endpoints);
  project.provide('issuer', await issuer.exported());
  return async () => {
    await stack.stop();
    await issuer.stop();
  };
}
