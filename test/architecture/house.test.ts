import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openOperations, operations } from '../../functions/http/operations/operations.ts';
import { routes } from '../../infra/gateway-routes.ts';
import { files, root, sources, textOf } from './source-files.ts';

const own = sources.filter((file) => !file.startsWith('test/'));

describe('the house', () => {
  test('one deployed file reads process.env', () => {
    const readers = own.filter((file) => file.startsWith('functions/') && textOf(file).includes('process.env'));
    expect(readers).toEqual(['functions/adapters/system/environment.ts']);
  });

  test('the domain has no clock and no randomness of its own', () => {
    const impure = /\bDate\.now\b|new Date\(\)|Math\.random|performance\.now|crypto\./;
    expect(own.filter((file) => file.startsWith('functions/domain/') && impure.test(textOf(file)))).toEqual([]);
  });

  test('no Lambda imports the whole of zod, whose locales weigh 450 KB', () => {
    expect(own.filter((file) => file.startsWith('functions/') && /from 'zod'/.test(textOf(file)))).toEqual([]);
  });

  test('only an operator’s rebuild scans the table; everything else uses an index', () => {
    const scanning = /\b(?:Batch)?(?:Scan|ExecuteStatement)(?:Command|CommandInput)\b|paginateScan|FROM\s+"/;
    const looking = own.filter((file) => /\.ts$/.test(file) && textOf(file).includes('client-dynamodb'));
    expect(looking.length).toBeGreaterThan(10);
    // Rebuilding cannot use the index of rows, because rows may be lost. No function imports it.
    const rebuilding = 'functions/adapters/dynamodb/proposals/proposal-ids.ts';
    expect(looking.filter((file) => scanning.test(textOf(file)))).toEqual([rebuilding]);
    const importing = own.filter((file) => /\.ts$/.test(file) && textOf(file).includes('/proposal-ids.ts'));
    expect(importing).toEqual(['infra/commands/rebuild-rows-of.ts']);
  });

  test('files are named in kebab-case, and none is called utils, helpers, common or misc', () => {
    const names = sources.map((file) => basename(file));
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/.test(name))).toEqual([]);
    expect(sources.filter((file) => /(^|[/-])(utils?|helpers?|common|misc)([./-]|$)/.test(file))).toEqual([]);
  });

  test.each([
    'functions/domain',
    'functions/application',
    'functions/schemas',
    'functions/adapters',
    'functions/adapters/dynamodb',
    'functions/http',
    'functions/web',
    'functions/reports',
    'functions/handlers',
    'infra',
    'infra/local',
    'workflows/joint-funding',
    'test',
    'test/performance',
    'test/contracts',
    'test/support/dynamodb-local',
  ])('%s has a README with its decisions', (folder) => {
    const readme = `${folder}/README.md`;
    expect(existsSync(join(root, readme)), readme).toBe(true);
    expect(textOf(readme)).toContain('## Decisions');
  });

  test('no file names a path or host outside the project', () => {
    const foreign = /\.\.\/shared|\/work\/|registry\.npmjs|pypi\.org|repo1?\.maven/;
    const texts = files.filter((file) => /\.(ts|md|json|sh|yml|html|css|scss|py|txt|in)$/.test(file));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((file) => !file.startsWith('test/architecture/') && foreign.test(textOf(file)))).toEqual([]);
  });

  test('a schema takes its lists of words from the domain, so no list is written twice', () => {
    const listed = /\b(?:z\.enum|word)\(\[\s*(?!'true')'[^']*',\s*'/;
    const schemas = own.filter((file) => /^(?:functions|infra|workflows)\//.test(file) && /\.ts$/.test(file));
    expect(schemas.filter((file) => listed.test(textOf(file)))).toEqual([]);
    expect(listed.test("z.enum(['capital', 'revenue'])")).toBe(true);
  });

  test('only schemas, the vocabulary and the builders of tests make a text an id or a date', () => {
    const makes =
      /\bas (?:unknown as )?(?:BoroughCode|PersonId|ProposalId|Instant|LocalDate|FinancialYear)\b(?! \})|\bbranded</;
    const may = /^(?:functions\/(?:schemas|domain\/vocabulary)|test\/support\/builders|test\/architecture)\//;
    expect(sources.filter((file) => !may.test(file) && makes.test(textOf(file)))).toEqual([]);
    for (const kind of ['BoroughCode', 'PersonId', 'ProposalId', 'Instant', 'LocalDate', 'FinancialYear']) {
      expect(makes.test(`const made = text as ${kind};`)).toBe(true);
    }
  });

  test('no file contains TODO or FIXME', () => {
    const later = /\b(TODO|FIXME|XXX)\b|\bfor now\b[.,;]|placeholder, to be/;
    const looked = sources.filter((file) => !file.startsWith('test/architecture/'));
    expect(looked.filter((file) => later.test(textOf(file)))).toEqual([]);
  });
});

describe('the interface', () => {
  const described = [...Object.values(operations), ...Object.values(openOperations)].map(
    ({ method, path }) => `${method} ${path}`,
  );
  const routed = Object.values(routes).flatMap(({ routes: each }) => each as readonly string[]);

  test.each([...new Set(Object.values(operations).map(({ handler }) => handler))])(
    'the handler %s serves exactly the operations that name it',
    (handler) => {
      const served = Object.entries(operations).filter(([, operation]) => operation.handler === handler);
      const answered = textOf(`functions/handlers/${handler}.handler.ts`).matchAll(/\bon\('(\w+)'/g);
      expect([...answered].map(([, name]) => name).toSorted()).toEqual(served.map(([name]) => name).toSorted());
    },
  );

  test('routes every operation to exactly one function', () => {
    expect(described.filter((each) => !routed.includes(each))).toEqual([]);
    expect(new Set(routed).size).toBe(routed.length);
  });

  test('routes nothing that no function serves', () => {
    const pages = /^(GET|HEAD|POST) \/(d|t|assets)\//;
    expect(
      routed.filter(
        (each) => !described.includes(each.replace('HEAD', 'GET')) && !pages.test(each) && each !== '$default',
      ),
    ).toEqual([]);
  });
});
