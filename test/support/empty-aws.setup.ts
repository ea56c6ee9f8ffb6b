import type { TestProject } from 'vitest/node';
import { startEmptyAws } from './local-aws.ts';

/** One local AWS without anything in it; each test makes a table of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const aws = await startEmptyAws();
  project.provide('aws', aws.value);
  return aws.stop;
}
