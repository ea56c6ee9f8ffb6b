import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planted, type SourceFile, sourcesOf } from './planted-bugs/plant.ts';
import { areas, type Edit, type PlantedBug } from './planted-bugs/planted-bug.ts';
import { plantedBugs } from './planted-bugs/planted-bugs.ts';

const sources = sourcesOf(join(import.meta.dirname, '..', '..'));

describe('the planted bugs', () => {
  test('are many, and affect every part of the product', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(34);
    expect(new Set(plantedBugs.map(({ area }) => area))).toEqual(new Set(areas));
  });

  test('have numbers and names that differ', () => {
    expect(new Set(plantedBugs.map(({ number }) => number)).size).toBe(plantedBugs.length);
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
  });

  test.each(plantedBugs)('$number $name says which rule it breaks, and can be planted', (bug) => {
    expect(bug.rule).toMatch(/^(R\d+|Promise \d|docs\/(rules|architecture)\.md)/);
    const texts = new Map(sources.map(({ path, text }) => [path, text]));
    const changed = planted(sources, bug);
    expect(changed.length).toBeGreaterThan(0);
    for (const { path, text } of changed) expect(text).not.toBe(texts.get(path));
    for (const { before, after } of bug.edits) expect(before).not.toBe(after);
  });
});

describe('planting a bug', () => {
  const lines = (...all: readonly string[]) => all.join('\n');
  const money: SourceFile = {
    path: 'functions/domain/money.ts',
    text: lines(
      'function half(',
      '  pence: number,',
      '): number {',
      '  return pence / 2;',
      '}',
      '',
      'export const most = 5;',
      'const least = 1;',
    ),
  };
  const flow: SourceFile = {
    path: 'workflows/flow.asl.json',
    text: lines(
      '{',
      '  "States": {',
      '    "Ask": {',
      '      "End": true',
      '    },',
      '    "Settle": {',
      '      "End": true',
      '    }',
      '  }',
      '}',
    ),
  };
  const bugOf = (...edits: Edit[]): PlantedBug => ({
    number: 1,
    name: 'a-bug',
    area: 'money',
    rule: 'R10',
    what: 'a cost is doubled',
    edits,
  });
  const plantIn = (files: readonly SourceFile[], ...edits: Edit[]) => planted(files, bugOf(...edits));

  test('changes a function, a constant and a state, and nothing else', () => {
    const changed = plantIn(
      [money, flow],
      { symbol: 'half', before: '/ 2', after: '* 2' },
      { symbol: 'most', before: '= 5', after: '= 500' },
      { symbol: 'Settle', before: 'true', after: 'false' },
    );
    expect(changed).toEqual([
      { ...money, text: money.text.replace('/ 2', '* 2').replace('= 5', '= 500') },
      { ...flow, text: flow.text.replace(/true(?=\n {4}\}\n {2}\})/, 'false') },
    ]);
  });

  test('fails if no file defines the symbol', () => {
    const edit = { symbol: 'third', before: '/ 2', after: '* 2' };
    expect(() => plantIn([money], edit)).toThrow('No definition of third in any file');
  });

  test('needs the name of the file if several define the symbol', () => {
    const edit = { symbol: 'half', before: '/ 2', after: '* 2' };
    const other = { ...money, path: 'functions/domain/shares.ts' };
    expect(() => plantIn([money, other], edit)).toThrow(
      'Several definitions of half; name the file: functions/domain/money.ts, functions/domain/shares.ts',
    );
    const changed = plantIn([money, other], { ...edit, file: 'shares.ts' });
    expect(changed.map(({ path }) => path)).toEqual(['functions/domain/shares.ts']);
  });

  test('fails if the text does not occur exactly once in the definition', () => {
    const never = { symbol: 'half', before: '= 5', after: '= 6' };
    expect(() => plantIn([money], never)).toThrow('functions/domain/money.ts: half has 0 times: = 5');
    const twice = { symbol: 'half', before: 'pence', after: 'pounds' };
    expect(() => plantIn([money], twice)).toThrow('functions/domain/money.ts: half has 2 times: pence');
  });
});
