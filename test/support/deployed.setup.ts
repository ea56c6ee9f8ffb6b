import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { startDeployedStack } from './deployed/local-aws.ts';
import { type ExportedSigner, OidcIssuer } from './deployed/oidc-issuer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** As in `.local/endpoints.json` of `npm start`. */
    endpoints: Endpoints;
    /** Signs for the issuer that the set-up below trusts. The grants there say whom it can sign for. */
    issuer: ExportedSigner;
  }
}

/** One deployed system for the whole suite. A test that stops the system starts its own (startDeployedStack). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const issuer = await OidcIssuer.start();
  const trusted = issuer.trusted({ grants: { boroughs: 'any', coalition: true, domains: 'any' } });
  // Nothing listens on port 1, so the keys of this issuer can never be read.
  const unreachable = { ...trusted, issuer: `${issuer.url}/down`, jwks: 'http://127.0.0.1:1/keys' };
  const stack = await startDeployedStack({ oidc: [trusted, unreachable] });
  project.provide('endpoints', stack.value.endpoints);
  project.provide('issuer', await issuer.exported());
  return async () => {
    await stack.stop();
    await issuer.stop();
  };
}
