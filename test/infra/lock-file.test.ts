import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lackingIn } from '../../infra/commands/complete-lock.ts';

const text = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8');

describe('the lock file', () => {
  test('names every optional package for other systems, which npm ci requires', () => {
    expect(lackingIn(JSON.parse(text)).map(({ name }) => name)).toEqual([]);
  });

  test('names no host, so that each machine uses its own registry', () => {
    expect(text).not.toContain('"resolved"');
  });

  test('a missing package is found with its system, and others are left alone', () => {
    const packages = {
      '': {},
      'node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { '@tool/cli-linux-x64-musl': '2.0.0', extra: '1.0.0' },
      },
    };
    expect(lackingIn({ packages })).toEqual([
      {
        name: '@tool/cli-linux-x64-musl',
        entry: { version: '2.0.0', cpu: ['x64'], dev: true, libc: ['musl'], optional: true, os: ['linux'] },
      },
    ]);
  });
});
