const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML. It cannot end a text node or a quoted attribute. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Markup that `html` made. Its constructor is private to this file, so no string can pass for markup. */
class SafeMarkup {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

export type Html = SafeMarkup;

/** What a template accepts: text is escaped, markup is kept, absent values leave nothing, lists are joined. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/**
 * Markup from a template. Every value that is not markup is escaped. Attributes with a value must be quoted.
 *
 * @example html`<p title="${title}">${text}</p>`
 */
export function html(template: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const markup = template.reduce((before, part, index) => before + markupOf(contents[index - 1]) + part);
  return new SafeMarkup(markup);
}

function markupOf(content: Content): string {
  if (content instanceof SafeMarkup) return content.toString();
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  if (content === null || content === undefined || content === false) return '';
  return content.map(markupOf).join('');
}
