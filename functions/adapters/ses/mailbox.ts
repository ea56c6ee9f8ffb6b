/** Octets of UTF-8 per encoded word: 45 make 60 characters of base64; with its frame 75 is the limit (RFC 2047). */
const maxOctets = 45;

/**
 * A name and an address for a header, such as `"Ada Lovelace" <ada@hackney.example>` (RFC 5322, section 3.4). A name
 * that is not plain ASCII becomes encoded words (RFC 2047), because SES takes only ASCII. Control characters, which
 * could start another header, become spaces.
 */
export function mailbox({ name, email }: { readonly name: string; readonly email: string }): string {
  const clean = name.replace(/\p{Cc}/gu, ' ').trim();
  if (clean === '') return email;
  if (/^[\x20-\x7e]*$/.test(clean)) return `"${clean.replace(/["\\]/g, '\\$&')}" <${email}>`;
  const words = pieces(clean).map((piece) => `=?UTF-8?B?${Buffer.from(piece, 'utf8').toString('base64')}?=`);
  return `${words.join(' ')} <${email}>`;
}

/** A text in pieces of at most `maxOctets` octets that never split a character. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (Buffer.byteLength(piece + character, 'utf8') > maxOctets) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}
