import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, root, textOf } from './source-files.ts';

const texts = files.filter(
  (file) => /\.(ts|md|json|py|yml|scss)$|\.ci\/run$/.test(file) && file !== 'package-lock.json',
);
const documents = files.filter((file) => file.endsWith('.md'));
const tests = (file: string): boolean => file.startsWith('test/architecture/');

/** The rules in the rule book, as its anchors spell them: `r12`. */
const rules = new Set([...textOf('docs/rules.md').matchAll(/<a id="(r\d+)"><\/a>/g)].map(([, id]) => id));

/** Every "R12" in a text, but not parts of longer names such as `ADR12` or `R2D2`. */
function rulesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w#&-])R([1-9]\d?)(?![\w-])/g)].map(([, number]) => `r${number}`);
}

/** The anchors of a document: its headings as GitHub names them, and its explicit anchors. */
function anchorsOf(file: string): ReadonlySet<string> {
  const text = textOf(file).replaceAll(/^```[\s\S]*?^```/gm, '');
  const headings = [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) =>
    heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  const explicit = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...headings, ...explicit]);
}

/** The broken relative links of a document. */
function brokenLinks(file: string): readonly string[] {
  const text = textOf(file)
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const to = path === '' ? file : normalize(join(dirname(file), path));
      if (!existsSync(join(root, to))) return true;
      return anchor !== undefined && to.endsWith('.md') && !anchorsOf(to).has(anchor);
    })
    .map((target) => `${file}: ${target}`);
}

describe('references', () => {
  test('the rule book has every rule from R1 to R29', () => {
    expect([...rules]).toEqual(Array.from({ length: 29 }, (_, index) => `r${index + 1}`));
  });

  test('every rule that is named is in the rule book', () => {
    const unknown = texts
      .filter((file) => !tests(file))
      .flatMap((file) =>
        rulesIn(textOf(file))
          .filter((rule) => !rules.has(rule))
          .map((rule) => `${file}: ${rule}`),
      );

    expect(unknown).toEqual([]);
    expect(rulesIn('R12, R4 and R30, not ADR12 or R2-D2')).toEqual(['r12', 'r4', 'r30']);
  });

  test('every link in a document leads somewhere', () => {
    expect(documents.length).toBeGreaterThan(50);
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  test('nothing refers to a section of a page that is not in the repository', () => {
    const section = /\b(PRODUCT|ARCHITECTURE|STYLE|HOUSE|ENGLISH)\b *§|(?<!RFC \d{4} |Core )§ ?\d/;

    expect(texts.filter((file) => !tests(file) && section.test(textOf(file)))).toEqual([]);
  });
});
