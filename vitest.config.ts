import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { type Suite, suites } from './test/suites.ts';

function project({ name, folders, needs, patience = 20, atOnce = availableParallelism(), together = false }: Suite) {
  return {
    extends: true as const,
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
      testTimeout: patience * 1000,
      hookTimeout: patience * 1000,
      ...(needs === undefined ? {} : { globalSetup: [`test/support/${needs}`] }),
      isolate: !together,
      // Vitest itself would leave one core to its own process, which has little to do.
      maxWorkers: atOnce,
    },
  };
}

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    setupFiles: ['test/support/setup.ts'],
    projects: suites.map(project),
  },
});
