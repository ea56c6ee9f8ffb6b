import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plantedBugs } from './planted-bugs/planted-bugs.ts';

const project = join(import.meta.dirname, '..', '..');
const bugs = plantedBugs();

describe('the planted bugs', () => {
  test('are many, and of every part of the product', () => {
    expect(bugs.length).toBeGreaterThanOrEqual(34);
    const areas = new Set(bugs.map(({ area }) => area));
    expect([...areas].toSorted()).toEqual(['money', 'record', 'routing', 'sign-off', 'time', 'workflow']);
    expect(new Set(bugs.map(({ number }) => number)).size).toBe(bugs.length);
  });

  test.each(bugs)('$number $name says which rule it breaks, and still applies', ({ patch, what }) => {
    expect(what).toMatch(/^(R\d+|Promise \d|§\d|ARCHITECTURE §\d).*: ./);
    const check = spawnSync('git', ['apply', '--check', patch], { cwd: project, encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
  });
});
