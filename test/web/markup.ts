/** What tests read from rendered markup. Our markup is regular: attributes are quoted, tags are balanced. */

/** The texts between tags, in order, with entities decoded. Blank texts are left out. */
export function textsOf(markup: string): readonly string[] {
  return markup
    .replace(/<head>[\s\S]*<\/head>/, '')
    .split(/<[^>]*>/)
    .map((text) => unescaped(text).trim())
    .filter((text) => text !== '');
}

/** All markup from the body on. */
export function bodyOf(markup: string): string {
  return markup.slice(markup.indexOf('<body'));
}

/** All the text of a page, on one line. */
export function said(markup: string): string {
  return textsOf(markup).join(' ').replaceAll(/\s+/g, ' ');
}

export function idsOf(markup: string): readonly string[] {
  return [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => unescaped(id ?? ''));
}

/** Every value of an attribute. */
export function valuesOf(markup: string, attribute: string): readonly string[] {
  return [...markup.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value]) => unescaped(value ?? ''));
}

export function titleOf(markup: string): string {
  return unescaped(/<title>([^<]*)<\/title>/.exec(markup)?.[1] ?? '');
}

function unescaped(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };
  return text.replaceAll(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => characters[name] ?? '');
}
