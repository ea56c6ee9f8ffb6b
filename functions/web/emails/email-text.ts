import { type Block, type EmailDocument, framed } from './email-document.ts';

/** The email as plain text. Lines only break where somebody typed a break, because a broken address does not work. */
export function emailText(mail: EmailDocument): string {
  return `${framed(mail).map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'typed':
      return block.text;
    case 'heading':
      return `${block.text}\n${'-'.repeat([...block.text].length)}`;
    case 'facts':
      return block.facts.map(([name, value]) => `${name}: ${value}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${item.replaceAll('\n', '\n  ')}`).join('\n');
    case 'code':
      return block.code;
    case 'address':
      return `${block.sentence} ${block.shown}`;
    case 'action':
      return `${block.label}:\n${block.shown}`;
  }
}
