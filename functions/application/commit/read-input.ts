import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import type { Fault } from '../../domain/vocabulary/fault.ts';

/** A body as it was read by its schema: whole, or with its faults and what is sound in it. */
export type ReadInput<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[]; readonly sound: DeepPartial<T> | undefined };

/** Something is wrong with what was sent: everything that is, at once. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly faults: readonly Fault[];
}

/** The faults of form and those of content together; or the input, if there are none. */
export function checked<T>(
  input: ReadInput<T>,
  faultsOf: (sound: DeepPartial<T>) => readonly Fault[],
): { readonly kind: 'checked'; readonly value: T } | Invalid {
  if (input.kind === 'faults') {
    const content = input.sound === undefined ? [] : faultsOf(input.sound);
    return { kind: 'invalid', faults: [...input.faults, ...content] };
  }
  const faults = faultsOf(input.value as DeepPartial<T>);
  return faults.length > 0 ? { kind: 'invalid', faults } : { kind: 'checked', value: input.value };
}
