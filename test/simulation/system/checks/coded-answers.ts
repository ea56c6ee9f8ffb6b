import { codeFaults } from '../../../../functions/application/codes/one-time-codes.ts';
import type { AnswerResult } from '../../../../functions/application/views/answer-result.ts';
import { gss } from '../../../support/builders/ids.ts';
import { Violation } from '../../simulation.ts';
import type { Came, MailedLink } from '../mailed-link.ts';
import type { Universe } from '../universe.ts';
import { type Coded, codesAt, isLockedNow, shareOf } from './codes.ts';

/** R26, stated again: whether the answer's amount, in pence, is above the amount that its borough set. */
function wantsCode({ watch }: Universe, { link, state, upTo }: Coded): boolean {
  const above = watch.register.borough(link.borough ?? gss(''))?.codeAbove ?? null;
  return above !== null && (shareOf(link, state) > above || (upTo ?? 0) > above);
}

/** Checked after the result. `recorded`: by exactly this post. */
export function checkCoded(universe: Universe, coded: Coded, came: Came<AnswerResult>, recorded: boolean): void {
  const { codes, tally, watch } = universe;
  const { link } = coded;
  if (recorded && isLockedNow(watch, link, universe.now)) throw new Violation('R26: a locked request was answered');
  if (recorded && wantsCode(universe, coded)) {
    codes.use(coded, universe.now);
    tally.count('code', 'used');
    const own = codesAt(watch.items, link)?.officers.find(({ person }) => person === link.person);
    if (own?.standing !== null) throw new Violation(`R26: the code of ${link.person} is good a second time`);
  }
  if (came.kind === 'done') checkTold(universe, link, came.result);
}

function checkTold({ codes, tally, now }: Universe, link: MailedLink, result: AnswerResult): void {
  if (result.kind === 'code-asked') tally.count('code', result.because);
  if (result.kind === 'locked') {
    codes.locked(link, now);
    tally.count('code', result.justNow ? 'locked just now' : 'locked');
  }
  const message = result.kind === 'faults' ? result.faults.find(({ field }) => field === 'code')?.message : undefined;
  if (message === undefined) return;
  const isWrong = [1, 2, 3, 4].some((left) => message === codeFaults.wrong(left));
  if (!isWrong && message !== codeFaults.noMoreToday) throw new Violation(`R26: ${link.person} was told ${message}`);
  tally.count('code', isWrong ? 'wrong' : 'no more today');
  if (isWrong) codes.wrong(link, now);
}
