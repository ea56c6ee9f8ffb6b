import type * as z from 'zod/mini';

/** `T` with every property required at any depth, so that a schema without an optional property does not match it. */
export type Whole<T> = T extends string
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Whole<Element>[]
    : T extends object
      ? { readonly [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
      : T;

/** `unknown` if both types are equal apart from readonly; otherwise `never`, which no schema is. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? unknown : never) : never;

/**
 * Types a schema as one that reads all of `T` and nothing else. Beyond `satisfies`, it does not compile if the schema
 * leaves out an optional property of `T`, which parsing would drop silently, or one of several values, which reading
 * would refuse.
 *
 * @example export const person = reads<Person>()(z.object({ id: z.string(), name: z.string() }))
 */
export function reads<T>() {
  return <Schema extends z.ZodMiniType<T>>(
    schema: Schema & Same<Whole<z.output<Schema>>, Whole<T>>,
  ): z.ZodMiniType<T> => schema;
}
