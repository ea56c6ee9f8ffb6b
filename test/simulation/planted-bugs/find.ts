import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { plant } from './plant.ts';
import type { PlantedBug } from './planted-bug.ts';
import { plantedBugs } from './planted-bugs.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const say = (line: string) => process.stdout.write(`${line}\n`);
/** What a tree needs to be checked and tested. */
const parts = ['functions', 'infra', 'test', 'workflows', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** Suites that are run if neither the histories nor the tests of the changed files found the bug. */
const whole = ['domain', 'application', 'workflow'].flatMap((suite) => ['--project', suite]);
const maxMinutes = 10;

interface Search {
  /** How many histories a bug has to survive; most do not survive ten. */
  readonly histories: number;
  readonly tests: boolean;
}

/** Plants each bug in a copy of the project and looks for it, with histories and then with tests. */
function main(): void {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      'histories-only': { type: 'boolean', default: false },
      histories: { type: 'string', default: '300' },
    },
  });
  const bugs = chosen(values.only);
  const search: Search = { histories: Number(values.histories), tests: !values['histories-only'] };
  const tree = copied();
  const unplanted = byHistories(tree, search.histories);
  if (unplanted !== null) say(`Without any bug, too: ${unplanted}`);
  const found = unplanted === null ? bugs.filter((bug) => isFound(tree, bug, search)).length : 0;
  rmSync(tree, { recursive: true, force: true });
  say(`${found} of ${bugs.length} found`);
  process.exitCode = found === bugs.length ? 0 : 1;
}

/** The bugs with these numbers or names, or all of them. */
function chosen(only: string | undefined): readonly PlantedBug[] {
  if (only === undefined) return plantedBugs;
  return only.split(',').map((asked) => {
    const bug = plantedBugs.find(({ number, name }) => asked === name || asked === String(number));
    if (bug === undefined) throw new Error(`No planted bug has the number or name ${asked}`);
    return bug;
  });
}

function isFound(tree: string, bug: PlantedBug, search: Search): boolean {
  const started = performance.now();
  const { found, by } = plantAndFind(tree, bug, search);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${found ? 'found' : 'NOT FOUND'} ${bug.number} ${bug.name} (${seconds} s)\n      ${by}`);
  return found;
}

function copied(): string {
  const tree = mkdtempSync(join(tmpdir(), 'joint-funding-bugs-'));
  for (const part of parts) cpSync(join(project, part), join(tree, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(tree, 'node_modules'));
  return tree;
}

interface Finding {
  readonly found: boolean;
  /** What found it, or why nothing did. */
  readonly by: string;
}

/** Looks for one bug, and restores the tree afterwards. A bug that does not compile counts as not found. */
function plantAndFind(tree: string, bug: PlantedBug, search: Search): Finding {
  const { paths, restore } = plant(tree, bug);
  try {
    const compiled = run(tree, 'tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', 'checked']);
    if (compiled.status !== 0) return { found: false, by: `it does not compile: ${compiled.stdout.trim()}` };
    const inHistories = byHistories(tree, search.histories);
    if (inHistories !== null) return { found: true, by: inHistories };
    if (!search.tests) return { found: false, by: 'all histories pass' };
    const by = byTests(tree, mirrorsOf(tree, paths)) ?? byTests(tree, whole);
    return { found: by !== null, by: by ?? 'all histories and tests pass' };
  } finally {
    restore();
  }
}

function byHistories(tree: string, histories: number): string | null {
  const hunt = run(tree, 'node', ['test/simulation/planted-bugs/hunt.ts', String(histories)]);
  if (hunt.status === null) return `the histories did not end within ${maxMinutes} minutes`;
  if (hunt.status !== 0) throw new Error(hunt.stderr);
  return hunt.stdout.split('\n')[0] || null;
}

/** The tests of the files that a bug changes: most bugs fail there, minutes before all tests have run. */
function mirrorsOf(tree: string, paths: readonly string[]): readonly string[] {
  const mirrors = paths.map((path) => {
    const workflow = path.startsWith('workflows/');
    return workflow ? 'test/workflow' : path.replace(/^functions/, 'test').replace(/\.ts$/, '.test.ts');
  });
  return mirrors.filter((mirror) => existsSync(join(tree, mirror)));
}

/** The test that fails, or null. Runs no tests if none are named. */
function byTests(tree: string, which: readonly string[]): string | null {
  if (which.length === 0) return null;
  const tests = run(tree, 'vitest', ['run', '--bail', '1', ...which]);
  if (tests.status === 0) return null;
  return /FAIL\s+(.+)/.exec(tests.stdout + tests.stderr)?.[1] ?? 'a test that the output does not name';
}

function run(tree: string, command: string, args: readonly string[]) {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${join(project, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
    // The copy does not belong to any repository.
    GIT_CEILING_DIRECTORIES: tmpdir(),
  };
  return spawnSync(command, args, {
    cwd: tree,
    env,
    encoding: 'utf8',
    timeout: maxMinutes * 60_000,
    maxBuffer: 2 ** 28,
  });
}

main();
