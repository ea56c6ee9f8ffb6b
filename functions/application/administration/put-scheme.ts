import { parseDuration } from '../../domain/vocabulary/calendar.ts';
import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../../domain/vocabulary/fault.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';
import { retryUntilCommitted } from '../commit/change-proposal.ts';
import { type Expectation, expectationFails } from '../commit/precondition.ts';
import { checked, type Invalid, type ReadInput } from '../commit/read-input.ts';
import type { Schemes, VersionedScheme } from '../ports/registers.ts';
import type { Clock, Pause, Randomness } from '../ports/system.ts';

export interface PutSchemeDependencies {
  readonly schemes: Pick<Schemes, 'get' | 'put'>;
  readonly randomness: Randomness;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Whether a response time below 24 hours is allowed. Only local environments allow it. */
  readonly allowShortResponses: boolean;
}

/** The rules of a scheme. Its name is in its address. */
export type SchemeContent = Omit<Scheme, 'name'>;

export interface PutScheme {
  readonly name: string;
  readonly content: ReadInput<SchemeContent>;
  readonly expectation: Expectation;
}

export type SchemeResult =
  | { readonly kind: 'created' | 'replaced'; readonly scheme: VersionedScheme }
  | { readonly kind: 'precondition-failed' }
  | Invalid;

/** Creates or replaces a scheme. Proposals keep the scheme that they were submitted under (R6). Throws `Overloaded`. */
export async function putScheme(deps: PutSchemeDependencies, request: PutScheme): Promise<SchemeResult> {
  const content = checked(request.content, (sound) => faultsOf(sound, deps.allowShortResponses));
  if (content.kind === 'invalid') return content;
  return retryUntilCommitted<SchemeResult>(deps, async () => {
    const current = await deps.schemes.get(request.name);
    if (expectationFails(request.expectation, current))
      return { kind: 'done', result: { kind: 'precondition-failed' } };
    const scheme = { scheme: { ...content.value, name: request.name }, version: (current?.version ?? 0) + 1 };
    const written = await deps.schemes.put(scheme, current?.version ?? null);
    const kind = current === undefined ? 'created' : 'replaced';
    return written ? { kind: 'done', result: { kind, scheme } } : { kind: 'retry' };
  });
}

function faultsOf({ shortestResponse }: DeepPartial<SchemeContent>, allowShortResponses: boolean): readonly Fault[] {
  if (shortestResponse === undefined || allowShortResponses) return [];
  const parsed = parseDuration(shortestResponse);
  return parsed.kind === 'seconds' && parsed.seconds < 86_400
    ? [faultAt(['shortestResponse'], 'Expected at least PT24H. Officers need at least a day to decide.')]
    : [];
}
