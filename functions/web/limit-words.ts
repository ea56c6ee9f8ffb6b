import type { SignOffPage } from '../application/views/pages.ts';
import type { ShownBack } from '../domain/sign-off/shown-back.ts';
import { formatPounds } from '../domain/vocabulary/money.ts';
import { listed } from './words.ts';

/** R1. Why the share is what it is now: "because Brent and Camden take no part". It follows the amount. */
export function whyLive({ out, atLimit }: NonNullable<SignOffPage['live']>): string {
  const noPart = `${listed(out)} ${out.length === 1 ? 'takes' : 'take'} no part`;
  const limited = `${listed(atLimit)} ${atLimit.length === 1 ? 'pays no more than its limit' : 'pay no more than their limits'}`;
  const reasons = [...(out.length > 0 ? [noPart] : []), ...(atLimit.length > 0 ? [limited] : [])];
  return `because ${reasons.join(', and ')}`;
}

/** R1. How many partners may drop out if all approve what is suggested. The lead and the reader are not counted. */
export function dropOutsInWords(page: SignOffPage): string {
  const { dropOuts, borough, partner } = page;
  const { others, without } = dropOuts;
  const condition = conditionInWords(page);
  if (without === null) return `Even if ${condition}, this cannot go ahead as things are now.`;
  const lead = borough.lead ? '' : ' (the lead must approve)';
  const these = `the other ${others === 1 ? partner : `${others} ${partner}s`}`;
  const ahead = `If ${condition}, this can go ahead`;
  if (others === 0) return `${ahead}${lead}. There is no other ${partner} that could drop out.`;
  if (without === others) return `${ahead} even without ${these}${lead}.`;
  if (without === 0)
    return `${ahead}${lead}, but it can fail if ${others === 1 ? these : `even 1 of ${these}`} drops out.`;
  return `${ahead} without any ${without} of ${these}${lead}, but not without ${without + 1}.`;
}

/** R1. What the last partner to answer has to approve; null while another one can still answer. */
export function lastInWords({ borough, ownLines, neededOfLast, partner }: SignOffPage): string | null {
  if (neededOfLast === null) return null;
  const answered = `Every other ${partner} has answered.`;
  if (neededOfLast <= ownLines) return `${answered} Their limits already cover the costs that all share.`;
  return `${answered} It needs ${formatPounds(neededOfLast)} more. If ${borough.name} approves less, it can go ahead only if others raise their limits.`;
}

/** R1. What an unusual amount means, in sentences. */
export function shownBackInWords({ borough, partner }: SignOffPage, shown: ShownBack): string {
  const { why, upTo, asked, live, suggested, missing, tooSmallBelow } = shown;
  const { name } = borough;
  const [limit, share] = [formatPounds(upTo), formatPounds(live)];
  const now = `${formatPounds(asked)} if every ${partner} joins, and ${share} as things are now`;
  const shares = `${name}’s share is ${live === asked ? share : now}.`;
  if (why === 'above-suggested')
    return `${shares} The suggested limit is ${formatPounds(suggested)}. With a limit of ${limit} ${name} takes part and can pay up to ${limit} if other ${partner}s drop out or pay less.`;
  const pays = `With a limit of ${limit} ${name} takes part and pays ${limit}`;
  const small =
    tooSmallBelow === null
      ? ''
      : ` A limit below ${tooSmallBelow}% of the share adds money, but does not count towards the approvals needed.`;
  if (missing === 0) return `${shares} ${pays}; the others pay the rest.${small}`;
  return `${shares} ${pays}. Together the limits are then ${formatPounds(missing)} less than the cost, so it can go ahead only if others raise their limits.${small}`;
}

function conditionInWords({ borough, othersAnswered, partner }: SignOffPage): string {
  const conditions = {
    none: `every ${partner} approves what is suggested`,
    some: `every ${partner} that has not answered approves what is suggested`,
    all: `${borough.name} approves what is suggested`,
  } as const satisfies Record<SignOffPage['othersAnswered'], string>;
  return conditions[othersAnswered];
}
