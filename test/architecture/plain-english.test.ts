import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Plain English in what people read. Widen `covered` by a folder once its texts are in plain English. */

const covered = ['functions/web/**/*.ts', 'functions/http/edge/*.ts', 'functions/domain/**/*.ts'];

/** What is written instead stands in docs/prose.md. */
const worst: readonly (readonly [string, RegExp])[] = [
  ['whoever', /\bwhoever\b/i],
  ['shall', /\bshall\b/i],
  ['e-mail', /\be-mails?\b/i],
  ['is no finite', /\bis no finite\b/i],
  ['of nobody', /\bof nobody\b/i],
  ['comes to', /\bcomes to\b/i],
  ['junk mail, unwanted mail', /\b(?:junk|unwanted) mail\b/i],
  ['stands already', /\bstands already\b/i],
  [', too.', /, too\.(?:\s|\W?$)/],
  ['so is it', /\bso is it\b/i],
];

/** The text literals of a module, without its comments. */
function literalsOf(code: string): readonly string[] {
  const tokens = code.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g);
  return [...tokens].map(([token]) => token).filter((token) => !token.startsWith('/'));
}

function worstIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => worst.flatMap(([name, form]) => (form.test(text) ? [`${name}: ${text}`] : [])));
}

describe('plain English', () => {
  test.each(covered)('the texts of %s have none of the worst forms', (folder) => {
    const files = globSync(folder);
    const found = files.flatMap((file) =>
      worstIn(literalsOf(readFileSync(file, 'utf8'))).map((each) => `${file} ${each}`),
    );

    expect(files.length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  test('the check finds each of the worst forms in a text, and none in a comment', () => {
    const samples = [
      'Whoever answers',
      'You shall answer',
      'an e-mail',
      'it is no finite number',
      'an answer of nobody',
      'what it comes to',
      'your junk mail',
      'it stands already',
      'and this, too.',
      'so is it',
    ];

    for (const sample of samples) expect(worstIn(literalsOf(`const text = '${sample}';`))).toHaveLength(1);
    expect(worstIn(literalsOf('// Whoever answers\n/** It comes to 1. */\n'))).toEqual([]);
  });
});
