import type { TestProject } from 'vitest/node';
import { type EmptyAws, startEmptyAws } from './local-aws.ts';

declare module 'vitest' {
  interface ProvidedContext {
    aws: EmptyAws;
  }
}

/** One local AWS for all contract suites; each suite makes a table of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const aws = await startEmptyAws();
  project.provide('aws', aws.value);
  return aws.stop;
}
