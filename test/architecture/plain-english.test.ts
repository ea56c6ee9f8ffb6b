import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Plain English in what people read: texts and comments of the code, and documents. */

const covered = ['functions/**/*.ts', 'infra/**/*.ts'];

/** docs/prose.md says what to write instead. */
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

/** The comments and text literals of a module. */
function textsOf(code: string): readonly string[] {
  const tokens = code.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g);
  return [...tokens].map(([token]) => token);
}

/** The lines of a document without code and quotations, and without table cells that say what not to write. */
function proseOf(file: string, markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`|"[^"\n]*"/g, '');
  const not = { 'docs/prose.md': 2, 'docs/glossary.md': 3 }[file];
  return prose.split('\n').map((line) =>
    line
      .split('|')
      .filter((_, cell) => cell === 0 || cell !== not)
      .join('|'),
  );
}

function worstIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => worst.flatMap(([name, form]) => (form.test(text) ? [`${name}: ${text}`] : [])));
}

describe('plain English', () => {
  test.each(covered)('the texts and comments of %s have none of the worst forms', (folder) => {
    const files = globSync(folder);
    const found = files.flatMap((file) =>
      worstIn(textsOf(readFileSync(file, 'utf8'))).map((each) => `${file} ${each}`),
    );

    expect(files.length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  test('documents have none of the worst forms', () => {
    const files = globSync('**/*.md', { exclude: ['**/node_modules', '**/cdk.out*', '.*'] });
    const found = files.flatMap((file) =>
      worstIn(proseOf(file, readFileSync(file, 'utf8'))).map((each) => `${file} ${each}`),
    );

    expect(files.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  test('the check finds each of the worst forms in a text, a comment and a document', () => {
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

    for (const sample of samples) {
      expect(worstIn(textsOf(`const text = '${sample}';`))).toHaveLength(1);
      expect(worstIn(textsOf(`/** ${sample} */`))).toHaveLength(1);
      expect(worstIn(proseOf('README.md', `| ${sample} |`))).toHaveLength(1);
    }
  });

  test('the check passes over code and quotations in a document, and over cells that say what not to write', () => {
    expect(worstIn(proseOf('README.md', '```\nwhoever\n```\n`shall` and "comes to"'))).toEqual([]);
    expect(worstIn(proseOf('docs/prose.md', '| form | whoever | the officer |'))).toEqual([]);
    expect(worstIn(proseOf('docs/prose.md', '| form | the officer | whoever |'))).toHaveLength(1);
  });
});
