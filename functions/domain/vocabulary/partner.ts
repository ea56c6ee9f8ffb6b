/**
 * What a partner is: a London borough, or another body that pays its part, such as the Greater London Authority or an NHS
 * body. Both decide and pay by the same rules.
 */
export const partnerKinds = ['borough', 'body'] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** The word for one partner in every text. Its plural and its possessive add "s" and "’s". */
export type PartnerWord = 'borough' | 'partner';

/**
 * The word that texts about these partners use: "borough" where all are boroughs, else "partner". A record without a kind
 * was written when every partner was a borough.
 *
 * @example partnerWord([{ kind: 'borough' }, { kind: 'body' }]) // 'partner'
 */
export function partnerWord(partners: readonly { readonly kind?: PartnerKind | undefined }[]): PartnerWord {
  return partners.every(({ kind = 'borough' }) => kind === 'borough') ? 'borough' : 'partner';
}
