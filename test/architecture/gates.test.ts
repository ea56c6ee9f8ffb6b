import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, sources, textOf } from './source-files.ts';

/** A file written beside the project's own, and the rule that must refuse it. */
const planted = {
  'functions/application/planted-condition.ts': {
    rule: 'noMisusedPromises',
    text: `import type { Proposals } from './ports/record.ts';
export async function isKnown(proposals: Pick<Proposals, 'load'>, id: string): Promise<boolean> {
  const loaded = proposals.load(id);
  return loaded ? true : false;
}
`,
  },
  'functions/application/planted-callback.ts': {
    rule: 'noMisusedPromises',
    text: `import type { Link } from '../domain/record/access.ts';
import type { Links } from './ports/record.ts';
export function putAll(links: Links, all: Link[]): void {
  all.forEach(async (link) => {
    await links.put(link);
  });
}
`,
  },
  'functions/application/planted-switch.ts': {
    rule: 'useExhaustiveSwitchCases',
    text: `import type { DecisionRule } from '../domain/vocabulary/scheme.ts';
export function note(rule: DecisionRule, said: string[]): void {
  switch (rule.kind) {
    case 'coalition':
      said.push('A number of boroughs decides.');
      break;
    case 'unanimous':
      said.push('Everybody decides.');
      break;
  }
}
`,
  },
  'functions/application/planted-circle-one.ts': {
    rule: 'noImportCycles',
    text: `import type { Two } from './planted-circle-two.ts';
export interface One {
  readonly two: Two | null;
}
`,
  },
  'functions/application/planted-circle-two.ts': {
    rule: 'noImportCycles',
    text: `import type { One } from './planted-circle-one.ts';
export interface Two {
  readonly one: One | null;
}
`,
  },
} as const;

/** A link that is stored without waiting for it: the email would be sent with a link that may not exist. */
const storing = /await (?=[\w.]*links\.put\()/;

/** A statement that sends a command to AWS, or ends an upload, and does not wait for it. */
const floatingCall = /[;{}]\n+ *(?:this\.)?[#\w.]*\.(?:send|done)\(/;

/** A callback that returns a promise to a method that does not wait for one, or takes every promise for true. */
const asyncCallback = /\.(?:forEach|filter|some|every|find|findIndex|findLast|findLastIndex|sort|toSorted)\(\s*async\b/;

describe('what the linter refuses', () => {
  let copy = '';
  let found: readonly string[] = [];
  let storingIn = '';

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'planted-'));
    for (const part of ['functions', 'workflows', 'biome.json', '.gitignore', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    for (const [file, { text }] of Object.entries(planted)) writeFileSync(join(copy, file), text);
    storingIn =
      sources.find((file) => file.startsWith('functions/application/emails/') && storing.test(textOf(file))) ?? '';
    if (storingIn !== '') writeFileSync(join(copy, storingIn), textOf(storingIn).replace(storing, ''));
    found = refusedIn(copy);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('a promise that nobody waits for, such as the storing of an emailed link', () => {
    expect(storingIn).not.toBe('');
    expect(found).toContain(`noFloatingPromises ${storingIn}`);
  });

  test.each(Object.entries(planted))('%s', (file, { rule }) => {
    expect(found).toContain(`${rule} ${file}`);
  });

  test('nothing else', () => {
    expect(found.length).toBe(Object.keys(planted).length + 1);
  });
});

describe('what the linter does not see', () => {
  // The linter does not read the types of packages. So it does not know that these calls return promises.
  test('every call of an AWS client is awaited, returned or kept', () => {
    const callers = sources.filter((file) => /^(?:functions|infra|workflows)\//.test(file));
    expect(callers.filter((file) => floatingCall.test(textOf(file)))).toEqual([]);
  });

  // It does not know the methods of a readonly array either, and most arrays here are readonly.
  test('no callback is async where nobody waits for it', () => {
    const looked = sources.filter((file) => file !== 'test/architecture/gates.test.ts');
    expect(looked.filter((file) => asyncCallback.test(textOf(file)))).toEqual([]);
    expect(asyncCallback.test('all.forEach(async (link) => {')).toBe(true);
    expect(asyncCallback.test('await Promise.all(all.map(async (link) => {')).toBe(false);
  });

  test.each([
    'functions/adapters/dynamodb/registers/links.ts',
    'functions/adapters/dynamodb/table/transaction.ts',
    'functions/adapters/s3/snapshot-objects.ts',
    'functions/adapters/step-functions/executions.ts',
  ])('%s without its await would be found', (file) => {
    expect(floatingCall.test(textOf(file).replaceAll(/^( *)await (?=[\w.#]+\.(?:send|done)\()/gm, '$1'))).toBe(true);
  });
});

/** The errors of the project's linter in a folder: rule and file, without repeats. */
function refusedIn(folder: string): readonly string[] {
  const report = join(folder, 'report.json');
  const command = [
    join(root, 'node_modules/@biomejs/biome/bin/biome'),
    'lint',
    'functions',
    '--diagnostic-level=error',
  ];
  try {
    const options = ['--max-diagnostics=none', '--reporter=json', `--reporter-file=${report}`];
    execFileSync(process.execPath, [...command, ...options], { cwd: folder, stdio: 'pipe' });
  } catch {
    // It exits with a failure if it found something. The report says what.
  }
  const { diagnostics } = JSON.parse(readFileSync(report, 'utf8')) as {
    diagnostics: readonly { category: string; location: { path: string } }[];
  };
  return [...new Set(diagnostics.map((each) => `${each.category.split('/').at(-1)} ${each.location.path}`))];
}
