/**
 * What is left of an input when the parts at fault are taken out: any member, and any item of a list, may be missing. A part at
 * fault is there as undefined; a part that was left out is not there.
 */
export type DeepPartial<T> = T extends string
  ? T
  : T extends readonly (infer Item)[]
    ? readonly (DeepPartial<Item> | undefined)[]
    : T extends object
      ? { readonly [Member in keyof T]?: DeepPartial<T[Member]> | undefined }
      : T;
