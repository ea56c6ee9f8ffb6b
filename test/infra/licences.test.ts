import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isMetBy } from './licence-expression.ts';

const project = join(import.meta.dirname, '..', '..');

interface Locked {
  readonly license?: unknown;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const dependencies = Object.entries(packages).filter(([path]) => path !== '');

/** They only require their own notice, so software that contains them can be published under MIT. */
const permissive = ['MIT', 'MIT-0', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'];
const deployed = new Set(permissive);
/** Licences of tools that we run but neither change nor publish, so files under MPL-2.0 and data under CC-BY-4.0 are allowed. */
const tools = new Set([...permissive, 'BlueOak-1.0.0', 'CC-BY-4.0', 'MIT/X11', 'MPL-2.0', 'Unlicense', 'Zlib']);

/** Packages that name no licence, each with the reason why we may use it. */
const withoutLicence: Readonly<Record<string, string>> = {
  'node_modules/buffers':
    'A test reads workbooks with exceljs, which unzips with it. It is never deployed or given away.',
};

/** The licence in the package itself, or in the lock file for a package of another system, which is not installed. */
function licenceOf(path: string): string | undefined {
  const file = join(project, path, 'package.json');
  const named: unknown = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).license
    : (packages[path]?.license ?? licenceOfParent(path));
  return typeof named === 'string' ? named : undefined;
}

/** A build for another system has the licence of its main package, if the lock file names none. */
function licenceOfParent(path: string): unknown {
  const name = path.replace(/^.*node_modules\//, '');
  return dependencies.find(([, { optionalDependencies = {} }]) => name in optionalDependencies)?.[1].license;
}

function unmet(which: readonly (readonly [string, Locked])[], allowed: ReadonlySet<string>): readonly string[] {
  return which
    .map(([path]) => ({ path, licence: licenceOf(path) }))
    .filter(({ path, licence }) => (licence === undefined ? !(path in withoutLicence) : !isMetBy(licence, allowed)))
    .map(({ path, licence }) => `${path}: ${licence ?? 'no licence'}`);
}

describe('the licences of dependencies', () => {
  test('allow everything deployed to be published under MIT', () => {
    const ours = dependencies.filter(([, { dev = false }]) => !dev);
    expect(ours.length).toBeGreaterThan(50);
    expect(unmet(ours, deployed)).toEqual([]);
  });

  test('allow us to use every tool', () => {
    const used = dependencies.filter(([, { dev = false }]) => dev);
    expect(used.length).toBeGreaterThan(200);
    expect(unmet(used, tools)).toEqual([]);
  });

  test('are listed as missing only if they are missing, and never for deployed packages', () => {
    const listed = Object.keys(withoutLicence);
    expect(listed.filter((path) => packages[path]?.dev !== true || licenceOf(path) !== undefined)).toEqual([]);
  });

  test('LICENSE and package.json both say MIT', () => {
    expect(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).license).toBe('MIT');
    expect(readFileSync(join(project, 'LICENSE'), 'utf8')).toMatch(
      /^MIT License\n\nCopyright \(c\) \d{4} The Joint Funding contributors\n/,
    );
  });
});

describe('a licence expression', () => {
  const allowed = new Set(['MIT', 'Zlib', 'ISC']);

  test.each([
    ['MIT', true],
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-or-later)', true],
    ['GPL-3.0-or-later OR MIT', true],
    ['(MIT AND Zlib)', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only) AND (LGPL-3.0-only OR ISC)', true],
    ['GPL-3.0-only OR MIT AND LGPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE.txt', false],
    ['UNLICENSED', false],
    ['(MIT', false],
    ['', false],
  ])('%s is satisfied: %s', (expression, met) => {
    expect(isMetBy(expression, allowed)).toBe(met);
  });
});
