import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'sass';

const root = join(import.meta.dirname, '..', '..');
const styles = join(root, 'functions', 'web', 'styles');

/** The result of {@link compileAssets}, kept in the repository so that only this command needs sass. */
export const generatedFile = join(styles, 'generated.ts');

/** The stylesheet of the pages, without the rules of unused classes. */
export function compileStyles(): string {
  const { css } = compile(join(styles, 'style.scss'), {
    style: 'compressed',
    charset: false,
    loadPaths: [join(root, 'node_modules')],
  });
  const sources = globSync('functions/{web/{components,pages},reports}/**/*.ts', { cwd: root });
  const used = new Set(sources.flatMap((file) => readFileSync(join(root, file), 'utf8').match(/[\w-]+/g) ?? []));
  return withoutUnused(css, used);
}

/** The text of `generated.ts`. Each asset's name contains a hash of its content, so browsers may keep it for ever. */
export function compileAssets(): string {
  const assets = [
    asset('style', 'css', compileStyles()),
    asset('favicon', 'svg', readFileSync(join(styles, 'favicon.svg'), 'utf8').trim()),
  ];
  return `// Made from style.scss and favicon.svg by \`npm run styles\`; a test compares.\n\n${assets.join('\n')}`;
}

/** Name and content are separate, so that a function that only names the file does not contain it. */
function asset(name: string, extension: string, body: string): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const quoted = body.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `export const ${name}File = '${name}-${hash}.${extension}';\nexport const ${name}Body =\n  '${quoted}';\n`;
}

/** Reads compressed CSS rule by rule, at-rules from the inside out. Keeps a rule if all classes of one of its selectors are used. */
function withoutUnused(css: string, used: ReadonlySet<string>): string {
  let kept = '';
  for (const { head, block } of rules(css)) {
    if (head.startsWith('@')) {
      const inner = block.includes('{') ? withoutUnused(block, used) : block;
      if (inner !== '') kept += `${head}{${inner}}`;
      continue;
    }
    const selectors = selectorsOf(head).filter((selector) =>
      (selector.match(/\.[\w-]+/g) ?? []).every((name) => used.has(name.slice(1))),
    );
    if (selectors.length > 0) kept += `${selectors.join(',')}{${block}}`;
  }
  return kept;
}

/** The rules on the outermost level. Sass writes no brace in a string here: a stray brace throws. */
function rules(css: string): { readonly head: string; readonly block: string }[] {
  const found: { head: string; block: string }[] = [];
  let [start, open, depth] = [0, 0, 0];
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{' && depth++ === 0) open = at;
    if (css[at] === '}' && --depth === 0) {
      found.push({ head: css.slice(start, open).trim(), block: css.slice(open + 1, at) });
      start = at + 1;
    }
  }
  if (depth !== 0) throw new Error('The braces of the compiled stylesheet do not match');
  return found;
}

/** Splits at the commas outside brackets, as in `:is(a,b)`. */
function selectorsOf(head: string): string[] {
  return head.split(/,(?![^(]*\))/);
}

if (import.meta.main) writeFileSync(generatedFile, compileAssets());
