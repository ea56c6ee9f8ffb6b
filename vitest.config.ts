import { defineConfig } from 'vitest/config';
import { type Rung, rungs } from './test/rungs.ts';

function project({ name, folders, needs, patience = 20, atOnce, together = false }: Rung) {
  return {
    extends: true as const,
    test: {
      name,
      include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
      testTimeout: patience * 1000,
      hookTimeout: patience * 1000,
      ...(needs === undefined ? {} : { globalSetup: [`test/support/${needs}`] }),
      isolate: !together,
      ...(atOnce === undefined ? {} : { maxWorkers: atOnce }),
    },
  };
}

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    setupFiles: ['test/support/setup.ts'],
    projects: rungs.map(project),
  },
});
