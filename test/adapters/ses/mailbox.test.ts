import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailbox } from '../../../functions/adapters/ses/mailbox.ts';

const email = 'ada@hackney.example';

test.for([
  ['Ada Lovelace', `"Ada Lovelace" <${email}>`],
  ['Lovelace, Ada (CFO)', `"Lovelace, Ada (CFO)" <${email}>`],
  ['Ada "the Countess" \\ L', `"Ada \\"the Countess\\" \\\\ L" <${email}>`],
  ['  ', email],
  ['Zoë', `=?UTF-8?B?Wm/Dqw==?= <${email}>`],
  ['Ada\r\nBcc: all@hackney.example', `"Ada  Bcc: all@hackney.example" <${email}>`],
] as const)('the name “%s” is written for a header before its address', ([name, text]) => {
  expect(mailbox({ name, email })).toBe(text);
});

test('R27 any name is one ASCII header line, with words of at most 75 characters, and can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (name) => {
      const text = mailbox({ name, email });
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      const words = text.match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? [];
      expect(words.every(({ length }) => length <= 75)).toBe(true);
      if (!text.startsWith('=?')) return;
      const decoded = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString('utf8')).join('');
      expect(decoded).toBe(name.replace(/\p{Cc}/gu, ' ').trim());
    }),
  );
});
