import { expect, test } from 'vitest';
import { shortName } from '../../../functions/reports/words/short-name.ts';

test.each([
  ['Shared damp sensors', 'JF-7K3M2Q Shared damp sensors'],
  ['Twenty characters!!!', 'JF-7K3M2Q Twenty characters!!!'],
  ['Twenty-one characters', 'JF-7K3M2Q Twenty-one…'],
  ['W'.repeat(21), `JF-7K3M2Q ${'W'.repeat(20)}…`],
  ['😀'.repeat(21), `JF-7K3M2Q ${'😀'.repeat(20)}…`],
])('a chart names %j as %j', (title, name) => {
  expect(shortName('JF-7K3M2Q', title)).toBe(name);
});
