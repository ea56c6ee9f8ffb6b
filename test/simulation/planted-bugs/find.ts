import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type PlantedBug, plantedBugs } from './planted-bugs.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const say = (line: string) => process.stdout.write(`${line}\n`);
/** What a tree needs to be checked and tested. */
const parts = ['functions', 'infra', 'test', 'workflows', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** Histories that each bug has to survive, the quick ones first; most do not survive ten. */
const hunts = [
  ['domain', '3000'],
  ['system', '300'],
] as const;
/** Suites that are tried where no history found it. */
const whole = ['domain', 'application', 'workflow'].flatMap((suite) => ['--project', suite]);
const mostMinutes = 10;

/** Plants each bug in a copy of the project and looks for it: by histories first, then by the tests; says what found it. */
function main(): void {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const bugs = plantedBugs().filter(({ number }) => values.only?.split(',').includes(number) ?? true);
  const tree = copied();
  const unplanted = byHistories(tree);
  if (unplanted !== null) say(`Without any bug, too: ${unplanted}`);
  const found = unplanted === null ? bugs.filter((bug) => isFound(tree, bug)).length : 0;
  rmSync(tree, { recursive: true, force: true });
  say(`${found} of ${bugs.length} found`);
  process.exitCode = found === bugs.length ? 0 : 1;
}

function isFound(tree: string, bug: PlantedBug): boolean {
  const started = performance.now();
  const { found, by } = plantAndFind(tree, bug);
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

interface Search {
  readonly found: boolean;
  /** What found it, or why nothing did. */
  readonly by: string;
}

/** Looks for one bug; the tree is as before afterwards. One that does not compile is found by nobody. */
function plantAndFind(tree: string, { patch, files }: PlantedBug): Search {
  if (run(tree, 'git', ['apply', patch]).status !== 0) return { found: false, by: 'it does not apply' };
  try {
    const compiled = run(tree, 'tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', 'checked']);
    if (compiled.status !== 0) return { found: false, by: `it does not compile: ${compiled.stdout.trim()}` };
    const by = byHistories(tree) ?? byTests(tree, mirrorsOf(tree, files)) ?? byTests(tree, whole);
    return { found: by !== null, by: by ?? 'histories and tests hold' };
  } finally {
    run(tree, 'git', ['apply', '--reverse', patch]);
  }
}

function byHistories(tree: string): string | null {
  for (const hunt of hunts) {
    const { status, stdout, stderr } = run(tree, 'node', ['test/simulation/planted-bugs/hunt.ts', ...hunt]);
    if (status !== 0) throw new Error(stderr);
    const [failed = ''] = stdout.split('\n');
    if (failed !== '') return failed;
  }
  return null;
}

/** The tests of the very files that a bug is in: most bugs fail there, minutes before all tests have run. */
function mirrorsOf(tree: string, files: readonly string[]): readonly string[] {
  const mirrors = files.map((file) => {
    const workflow = file.startsWith('workflows/');
    return workflow ? 'test/workflow' : file.replace(/^functions/, 'test').replace(/\.ts$/, '.test.ts');
  });
  return mirrors.filter((mirror) => existsSync(join(tree, mirror)));
}

/** The test that fails, or null; none are run where none are named. */
function byTests(tree: string, which: readonly string[]): string | null {
  if (which.length === 0) return null;
  const tests = run(tree, 'vitest', ['run', '--bail', '1', ...which]);
  if (tests.status === 0) return null;
  return /FAIL\s+(.+)/.exec(tests.stdout + tests.stderr)?.[1] ?? 'the tests, which did not say how';
}

function run(tree: string, command: string, args: readonly string[]) {
  const env = {
    ...process.env,
    NO_COLOR: '1',
    PATH: `${join(project, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
    // The tree is none of any repository's.
    GIT_CEILING_DIRECTORIES: tmpdir(),
  };
  return spawnSync(command, args, {
    cwd: tree,
    env,
    encoding: 'utf8',
    timeout: mostMinutes * 60_000,
    maxBuffer: 2 ** 28,
  });
}

main();
