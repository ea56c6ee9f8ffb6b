import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assetNamed, stylesheetPath } from '../../functions/web/styles/assets.ts';
import { compileAssets, generatedFile } from '../../infra/commands/compile-styles.ts';

const stylesheet = assetNamed(stylesheetPath.replace('/assets/', ''))?.body ?? '';

test('the stored stylesheet is what its source compiles to', () => {
  expect(readFileSync(generatedFile, 'utf8')).toBe(compileAssets());
});

test('the stylesheet weighs at most 40 KB', () => {
  expect(stylesheet.length).toBeGreaterThan(10_000);
  expect(stylesheet.length).toBeLessThanOrEqual(40_000);
});

test('the stylesheet has its own font stack, no GOV.UK branding, and loads nothing', () => {
  expect(stylesheet).toContain('"Helvetica Neue",Helvetica,Arial');
  expect(stylesheet).not.toMatch(/GDS Transport|crown|@font-face|@import|url\(/i);
});
