/** A part of an email. Plain text throughout, so that HTML and text say the same. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Text that somebody typed, with its line breaks. */
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** For the reader to copy exactly (R26). */
  | { readonly kind: 'code'; readonly code: string }
  /** A sentence that ends with an address. For what few people need, so it is not a button. */
  | { readonly kind: 'address'; readonly sentence: string; readonly href: string; readonly shown: string }
  | Action;

/** The one thing that an email asks for. */
export interface Action {
  readonly kind: 'action';
  /** What it does, as a verb: "Read and decide". */
  readonly label: string;
  /** Where it leads: https: or mailto:. */
  readonly href: string;
  /** The whole address as people see it. */
  readonly shown: string;
}

/** An email before it is written as HTML and as text. */
export interface EmailDocument {
  readonly subject: string;
  /** Name of the recipient. */
  readonly to: string;
  /** At most one action. */
  readonly blocks: readonly Block[];
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function facts(...all: readonly (readonly [name: string, value: string] | false)[]): Block {
  return { kind: 'facts', facts: all.filter((fact) => fact !== false) };
}

/** A heading and the items below it. Empty without items. */
export function listed(title: string, items: readonly string[]): readonly Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ];
}

/** A heading and a text that somebody typed. */
export function typed(title: string, text: string): readonly Block[] {
  return [
    { kind: 'heading', text: title },
    { kind: 'typed', text },
  ];
}

/** A link that acts for its recipient. */
export function linkAction(label: string, href: string): Action {
  return { kind: 'action', label, href, shown: href };
}

/** An email to these addresses at once, with its subject already written. */
export function writeAction(label: string, to: string | readonly string[], subject: string): Action {
  const emails = typeof to === 'string' ? [to] : to;
  return { kind: 'action', label, href: mailTo(emails, subject), shown: emails.join(' and ') };
}

/** The same without a button. The address follows the sentence. */
export function writeTo(sentence: string, email: string, subject: string): Block {
  return { kind: 'address', sentence, href: mailTo([email], subject), shown: email };
}

function mailTo(emails: readonly string[], subject: string): string {
  const to = emails.map((email) => encodeURIComponent(email).replace('%40', '@')).join(',');
  return `mailto:${to}?subject=${encodeURIComponent(subject)}`;
}

const closing = 'This is an automated email. You can reply: the secretariat reads every reply.';

/** The first and the last lines of every email. */
export function framed({ to, blocks }: Pick<EmailDocument, 'to' | 'blocks'>): readonly Block[] {
  return [paragraph(`Dear ${to},`), ...blocks, paragraph('Joint Funding'), paragraph(closing)];
}
