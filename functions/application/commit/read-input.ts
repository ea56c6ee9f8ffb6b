import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import type { Fault } from '../../domain/vocabulary/fault.ts';

/** A body after its schema read it: complete, or its faults with the parts that are valid. */
export type ReadInput<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[]; readonly sound: DeepPartial<T> | undefined };

/** The request is wrong. Lists every fault at once. */
export interface Invalid {
  readonly kind: 'invalid';
  readonly faults: readonly Fault[];
}

/** The faults of form and of content together, or the input if it has none. */
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
