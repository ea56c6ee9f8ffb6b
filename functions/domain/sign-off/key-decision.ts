import type { Borough } from '../vocabulary/borough.ts';
import { dateInWords, daysBetween, isLocalDate, type LocalDate } from '../vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../vocabulary/money.ts';
import { type KeyDecision, type KeyDecisionBasis, keyDecisionBases } from './sign-off-request.ts';

/** The clear days between a notice and its key decision: neither of both days counts (SI 2012/2089, regulation 9). */
const clearDays = 28;

/** A key decision as typed on the form; texts are trimmed, '' if nothing was typed. */
export interface GivenKeyDecision {
  readonly basis: string;
  readonly reference: string;
  /** A date as people type it. */
  readonly on: string;
}

/** What decides whether an approval is a key decision, and what it must then say. */
export interface KeyDecisionRule extends Pick<Borough, 'keyDecisionAbove' | 'callInWorkingDays'> {
  readonly name: string;
  /** The day of the answer in London. */
  readonly answeredOn: LocalDate;
}

export interface KeyDecisionFault {
  readonly field: 'keyDecision' | 'noticeReference' | 'noticeDate';
  readonly message: string;
}

/** R29. Whether an approval of up to this many pence is a key decision of the borough: at its figure or above. */
export function isKeyDecision({ keyDecisionAbove }: Pick<Borough, 'keyDecisionAbove'>, upTo: Pence): boolean {
  return keyDecisionAbove !== null && upTo >= keyDecisionAbove;
}

/**
 * R29. The key decision to record with an approval; null if it is none. `faults`: what is missing, in form order. A
 * notice needs 28 clear days before the decision; the general exception and special urgency do not.
 */
export function keyDecisionOf(
  given: GivenKeyDecision,
  rule: KeyDecisionRule,
  upTo: Pence | null,
): { readonly keyDecision: KeyDecision | null; readonly faults: readonly KeyDecisionFault[] } {
  if (upTo === null || !isKeyDecision(rule, upTo)) return { keyDecision: null, faults: [] };
  const { keyDecisionAbove, callInWorkingDays, answeredOn, name } = rule;
  const basis = keyDecisionBases.find((each) => each === given.basis);
  const on = readDate(given.on);
  const faults: KeyDecisionFault[] = [];
  if (basis === undefined) {
    const message = `Select how the key decision was announced: for ${name} an approval of ${formatPounds(keyDecisionAbove ?? 0)} or more is a key decision`;
    faults.push({ field: 'keyDecision', message });
  }
  if (given.reference === '') faults.push({ field: 'noticeReference', message: 'Enter the reference of the notice' });
  faults.push(...dateFaults(given.on, on, answeredOn, basis));
  if (faults.length > 0 || basis === undefined || on === null) return { keyDecision: null, faults };
  return { keyDecision: { basis, reference: given.reference, on, callInWorkingDays }, faults: [] };
}

/**
 * R1, R29. Whether a second form names the notice that was recorded with the approval. Nothing was recorded where the
 * approval was no key decision, and nothing that is typed there is read.
 */
export function isSameKeyDecision(recorded: KeyDecision | undefined, given: GivenKeyDecision | undefined): boolean {
  if (recorded === undefined) return true;
  const { basis = '', reference = '', on = '' } = given ?? {};
  return basis === recorded.basis && reference === recorded.reference && readDate(on) === recorded.on;
}

function dateFaults(
  typed: string,
  on: LocalDate | null,
  answeredOn: LocalDate,
  basis: KeyDecisionBasis | undefined,
): readonly KeyDecisionFault[] {
  const field = 'noticeDate';
  if (typed === '') return [{ field, message: 'Enter the date on which the notice was published' }];
  if (on === null)
    return [{ field, message: 'Enter the date of the notice as day, month and year, such as 27 3 2026' }];
  const days = daysBetween(on, answeredOn);
  if (days < 0)
    return [{ field, message: 'The notice must already be published: enter a date that is not in the future' }];
  if (basis !== 'notice' || days > clearDays) return [];
  const message = `A notice must be published ${clearDays} clear days before the decision. ${dateInWords(on)} is too late: wait, or select the general exception or special urgency`;
  return [{ field, message }];
}

/** A date typed as `27 3 2026`, `27/03/2026` or `2026-03-27`; null if it is none. */
function readDate(typed: string): LocalDate | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})$/.exec(typed) ?? [];
  const text = day === '' ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(text) ? text : null;
}
