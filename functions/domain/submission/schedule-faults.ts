import {
  addSeconds,
  type Instant,
  inWords,
  londonDate,
  normaliseInstant,
  parseDuration,
} from '../vocabulary/calendar.ts';
import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../vocabulary/fault.ts';
import type { ProposalContent } from '../vocabulary/proposal.ts';
import type { Circumstances } from './submission-circumstances.ts';

const secondsOfDay = 86_400;
/** How many days ahead `respondBy` may be (docs/rules.md, HTTP interface). */
const longestResponseDays = 180;

/**
 * R13. The first stage begins when the proposal is funded. Each later one begins at a gate in the future, in the order of
 * the stages. Without gates nothing could release the money of a later stage, so there is only one unless stages are
 * allowed.
 */
export function stageFaults(
  { stages = [] }: DeepPartial<ProposalContent>,
  { at, allowStages }: Circumstances,
): readonly Fault[] {
  if (stages.length > 1 && !allowStages) return [faultAt(['stages'], onlyOneStage)];
  const today = londonDate(at);
  return stages.flatMap((stage, index) => {
    const path = ['stages', index, 'gateBy'];
    if (stage === undefined) return [];
    if (index === 0)
      return stage.gateBy === undefined
        ? []
        : [faultAt(path, 'Remove this gate: the first stage begins when the proposal is funded.')];
    if (!Object.hasOwn(stage, 'gateBy')) return [faultAt(path, 'Required: the date of the gate before this stage.')];
    if (stage.gateBy === undefined) return [];
    if (stage.gateBy <= today) return [faultAt(path, `Expected a date after ${today}, the day of submission.`)];
    const before = stages[index - 1]?.gateBy;
    return before !== undefined && stage.gateBy < before
      ? [faultAt(path, `Expected ${before} or later, because the previous stage has its gate on that date.`)]
      : [];
  });
}

/**
 * `respondBy` leaves at least the scheme's shortest response, and 24 hours unless short ones are allowed. It is after
 * the submission and at most 180 days ahead.
 */
export function respondByFaults(
  { respondBy }: DeepPartial<ProposalContent>,
  circumstances: Circumstances,
): readonly Fault[] {
  const read = respondBy === undefined ? undefined : normaliseInstant(respondBy);
  if (read?.kind !== 'instant') return [];
  const { at, scheme, allowShortResponses } = circumstances;
  const shortest = Math.max(secondsIn(scheme?.shortestResponse ?? 'PT0S'), allowShortResponses ? 0 : secondsOfDay);
  const earliest = addSeconds(at, shortest);
  if (read.instant < earliest || read.instant <= at)
    return [faultAt(['respondBy'], `Too early. Give the boroughs time to answer: ${inWords(earliest)} or later.`)];
  return tooFarAhead(read.instant, at);
}

/**
 * An extension's `respondBy` is later than the present deadline and within 180 days from now. A shortest response does
 * not apply, because any later moment only adds time.
 */
export function extensionFaults(
  { respondBy }: { readonly respondBy?: Instant | undefined },
  { at, closesAt }: { readonly at: Instant; readonly closesAt: Instant },
): readonly Fault[] {
  if (respondBy === undefined) return [];
  if (respondBy <= closesAt)
    return [faultAt(['respondBy'], `Expected a time after the current deadline, ${inWords(closesAt)}.`)];
  return tooFarAhead(respondBy, at);
}

const onlyOneStage =
  'Expected one stage. The money of a later stage could not be released or paid out yet, because stage gates are not built. Submit each later stage as a proposal of its own.';

function tooFarAhead(respondBy: Instant, at: Instant): readonly Fault[] {
  const latest = addSeconds(at, longestResponseDays * secondsOfDay);
  if (respondBy <= latest) return [];
  return [
    faultAt(
      ['respondBy'],
      `Too late. The deadline can be at most ${longestResponseDays} days from now: ${inWords(latest)} or earlier.`,
    ),
  ];
}

function secondsIn(duration: string): number {
  const parsed = parseDuration(duration);
  if (parsed.kind === 'refused') throw new RangeError(`${duration} is not a duration`);
  return parsed.seconds;
}
