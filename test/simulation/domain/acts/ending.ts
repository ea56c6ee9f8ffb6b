import type { UnsealedEvent } from '../../../../functions/domain/record/event.ts';
import type { Ending } from '../../../../functions/domain/vocabulary/proposal.ts';
import { instant, type Life, make, system } from '../life.ts';

const twentyDays = 20 * 86_400_000;

export function waitForRevision(life: Life, at: number): void {
  make(life, 'request-changes');
  life.opensAt = at;
  life.closesAt = at + twentyDays;
}

/** Fixes how it ends; the money is settled after it. */
export function end(life: Life, ending: Ending, at: number): UnsealedEvent {
  make(life, 'end');
  life.ending = ending;
  return { type: 'ended', at: instant(at), actor: system, data: { ending, reasons: ['For the record'] }, private: {} };
}
