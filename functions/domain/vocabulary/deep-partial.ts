/**
 * What is left of an input when the parts at fault are taken out: any member, and any item of a list, may be missing. A part at
 * fault is there as undefined; a part that was left out is not there.
 */
export type Partly<T> = T extends readonly (infer Item)[]
  ? readonly (Partly<Item> | undefined)[]
  : T extends object
    ? { readonly [Member in keyof T]?: Partly<T[Member]> | undefined }
    : T;
