import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { translateStack } from '../../infra/commands/translate-stack.ts';
import { readSourceMap } from '../../infra/source-maps.ts';
import { synthesise } from './synthesised.ts';

const project = join(import.meta.dirname, '..', '..');
const { bundles, sourceMaps } = await synthesise('local');
const bundle = bundles.find(({ handler }) => handler === 'api/proposals');
const mapOf = (fingerprint: string) => readSourceMap(sourceMaps, fingerprint);

/** The line where a function without its variables throws while it is loaded. */
const thrower = 'functions/adapters/system/environment.ts';
const lines = readFileSync(join(project, thrower), 'utf8').split('\n');
const thrownAt = lines.findIndex((line) => line.includes("throw new Error(`The function's environment is wrong.")) + 1;

/** The stack of an error that the bundle throws when Node loads it as Lambda does. */
function stackOf(folder: string): string {
  const script = `import(process.argv[1]).catch(({ stack }) => process.stdout.write(stack))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script, join(folder, 'index.mjs')], {
    encoding: 'utf8',
    env: {},
  });
  return stdout;
}

const minified = stackOf(bundle?.folder ?? '');

function trace(log: string, ...args: readonly string[]) {
  const file = join(mkdtempSync(join(tmpdir(), 'joint-funding-trace-')), 'function.log');
  writeFileSync(file, log);
  const run = (more: readonly string[], input?: string) =>
    spawnSync(process.execPath, ['infra/commands/trace.ts', ...args, ...more], {
      cwd: project,
      encoding: 'utf8',
      input,
    });
  return { ofFile: () => run([file]), ofInput: () => run([], log) };
}

describe('a stack of a deployed function', () => {
  test('names the handler and its build in each line, but not our files', () => {
    expect(thrownAt).toBeGreaterThan(1);
    expect(minified).toMatch(/at \w+ \(api\/proposals\.[0-9a-f]{16}\.mjs:\d+:\d+\)/);
    expect(minified).not.toContain('environment.ts');
  });

  test('is translated into the file and line that threw, and its callers', () => {
    const { text, translated, unknown, unnamed } = translateStack(minified, mapOf);
    const [first, second] = text.split('\n').filter((line) => line.startsWith('    at '));
    expect(first).toContain(`${thrower}:${thrownAt}:`);
    expect(second).toContain('functions/handlers/api/proposals-dependencies.ts:');
    expect(text).toContain('at functions/handlers/api/proposals.handler.ts:');
    expect({ translated, unknown, unnamed }).toEqual({ translated: 3, unknown: [], unnamed: 0 });
  });

  test.each([
    ['one escaped text', (stack: string) => ({ errorMessage: 'x', stack })],
    [
      'a list of frames',
      (stack: string) => ({
        error: {
          stack: stack
            .split('\n')
            .slice(1)
            .map((line) => line.trim()),
        },
      }),
    ],
    ['escaped twice', (stack: string) => ({ message: JSON.stringify({ stack }) })],
  ])('is translated in a JSON log line, as %s, with each frame on its own line', (_, logged) => {
    const { text } = translateStack(`2026-12-01T09:00:00Z ${JSON.stringify(logged(minified))}`, mapOf);
    const frames = text.split('\n').filter((line) => /functions\/\S+\.ts:\d+:\d+/.test(line));
    expect(frames).toHaveLength(3);
    expect(text).toContain(`${thrower}:${thrownAt}:`);
    expect(text.startsWith('2026-12-01T09:00:00Z {')).toBe(true);
  });

  test('needs the build’s name if its lines do not have it', () => {
    const plain = minified.replaceAll(/api\/proposals\.[0-9a-f]{16}\.mjs/g, 'file:///var/task/index.mjs');
    expect(translateStack(plain, mapOf)).toMatchObject({ text: plain, translated: 0, unnamed: 3 });
    expect(translateStack(plain, mapOf, bundle?.fingerprint).text).toContain(`(${thrower}:${thrownAt}:`);
  });
});

describe('npm run trace', () => {
  test('bundles this checkout if asked, and translates with those maps', () => {
    const { stdout, stderr, status } = trace(minified, '--build').ofFile();
    expect(stdout).toContain(`${thrower}:${thrownAt}:`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test('names an unknown bundle and says what to do, and still prints the log', () => {
    const log =
      'Error: x\n    at a (links/read-link.0123456789abcdef.mjs:1:5)\n    at b (links/read-link.0123456789abcdef.mjs:1:9)\n';
    const { stdout, stderr, status } = trace(log).ofInput();
    expect(stdout).toBe(log);
    expect(stderr).toBe(
      '\nThe source map of bundle links/read-link.0123456789abcdef is not here. Check out the commit that was deployed, then run: npm ci && npm run trace -- --build FILE\n',
    );
    expect(status).toBe(1);
  });

  test('prints only its usage when asked for help', () => {
    const { stdout, stderr, status } = trace('all is well', '--help').ofInput();
    expect(stdout).toMatch(/^Usage: npm run trace -- .*\[FILE\]\n/);
    expect(stdout).not.toContain('all is well');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  test.each([
    ['a log without a position', ['all is well'], [], 'This log has no position in a bundle'],
    ['a position that names no build', ['at a (/var/task/index.mjs:1:5)'], [], 'Name it with --bundle FINGERPRINT.'],
    ['a fingerprint that is not one', ['x'], ['--bundle', 'latest'], '--bundle must have 8 to 64 hexadecimal digits.'],
    ['an unknown argument', ['x'], ['--stack'], "Unknown option '--stack'"],
    ['a file that does not exist', ['x'], ['nowhere.log'], 'nowhere.log cannot be read.'],
  ])('explains what is wrong with %s', (_, [log = ''], args, said) => {
    const { stderr, status } = trace(log, ...args).ofInput();
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });
});
