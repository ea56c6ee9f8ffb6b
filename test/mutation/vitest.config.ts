import { defineConfig } from 'vitest/config';

/** Only the domain's tests, because Stryker does not know projects. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 60_000,
  },
});
