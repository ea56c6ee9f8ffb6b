/** Crockford's base 32: digits and capital letters without I, L, O and U, which are misread or misheard. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 6;

/**
 * The reference that people read out and type, such as `JF-7K3M2Q`: five bits from each of six random bytes, so that
 * each of the 32⁶ (about a thousand million) references is equally likely. The store's condition makes it unique, not
 * chance.
 *
 * @throws RangeError if fewer than six bytes are given, which is an error of the caller
 */
export function referenceFrom(bytes: Uint8Array): string {
  if (bytes.length < length) throw new RangeError(`A reference needs ${length} random bytes, not ${bytes.length}`);
  return `JF-${Array.from(bytes.subarray(0, length), (byte) => alphabet.charAt(byte & 31)).join('')}`;
}
