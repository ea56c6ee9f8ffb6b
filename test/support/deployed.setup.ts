import type { TestProject } from 'vitest/node';
import type { Endpoints } from '../../infra/local/endpoints.ts';
import { startDeployedStack } from './local-aws.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `.local/endpoints.json` says of a set-up by `npm start`. */
    endpoints: Endpoints;
  }
}

/** One deployed system for the whole rung. A test that stops it half-way starts one of its own (startDeployedStack). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startDeployedStack();
  project.provide('endpoints', stack.value.endpoints);
  return stack.stop;
}
