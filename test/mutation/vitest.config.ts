import { defineConfig } from 'vitest/config';

/** The domain's tests alone: Stryker knows no projects. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
  },
});
