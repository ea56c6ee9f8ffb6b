declare const brand: unique symbol;

/**
 * A text of one kind. It can be read wherever a text is read, but no other text can take its place: swapping two ids does not
 * compile. Only schemas and the vocabulary make such texts, each after checking its form.
 *
 * @example type BoroughCode = Branded<'BoroughCode'>
 */
export type Branded<Kind extends string> = string & { readonly [brand]: Kind };
