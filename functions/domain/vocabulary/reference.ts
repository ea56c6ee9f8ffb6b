/** Crockford's base 32: digits and capitals without I, L, O and U, which are misread or misheard. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 6;

/**
 * The reference that people read out and type, such as `JF-7K3M2Q`: five bits from each of six random bytes, so that each
 * of the 32⁶ (about a thousand million) references is equally likely. Uniqueness is the store's condition, not chance.
 *
 * @throws RangeError where fewer than six bytes are given: a shorter source of randomness is an error of the caller.
 */
export function referenceFrom(bytes: Uint8Array): string {
  if (bytes.length < length) throw new RangeError(`a reference needs ${length} random bytes, not ${bytes.length}`);
  return `JF-${Array.from(bytes.subarray(0, length), (byte) => alphabet.charAt(byte & 31)).join('')}`;
}
