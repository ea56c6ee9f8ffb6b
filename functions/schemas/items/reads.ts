import type * as z from 'zod/mini';

/** `T` with every property required, at any depth, so that a schema which leaves out an optional one does not pass for it. */
type Whole<T> = T extends readonly (infer Element)[]
  ? readonly Whole<Element>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
    : T;

/**
 * Types a schema as one that reads `T`. Beyond `satisfies`, it does not compile where the schema leaves out an optional
 * property of `T`: parsing would drop it in silence.
 *
 * @example export const person = reads<Person>()(z.object({ id: z.string(), name: z.string() }))
 */
export function reads<T>() {
  return <Schema extends z.ZodMiniType<T>>(
    schema: Schema & ([Whole<z.output<Schema>>] extends [Whole<T>] ? unknown : never),
  ): z.ZodMiniType<T> => schema;
}
