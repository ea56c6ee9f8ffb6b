/**
 * An input without its faulty parts: any member, and any item of a list, may be missing. A faulty part is present as
 * undefined; an omitted part is absent.
 */
export type DeepPartial<T> = T extends string
  ? T
  : T extends readonly (infer Item)[]
    ? readonly (DeepPartial<Item> | undefined)[]
    : T extends object
      ? { readonly [Member in keyof T]?: DeepPartial<T[Member]> | undefined }
      : T;
