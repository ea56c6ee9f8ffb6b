import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { Ending } from '../../domain/vocabulary/proposal.ts';
import { answered, endedInWords, partnerOf } from '../words.ts';
import { type EmailDocument, facts, listed, paragraph } from './email-document.ts';
import { numberOf, questions } from './email-parts.ts';
import { shortBorough, subject, wholePounds } from './subject.ts';
import type { ViewOf } from './view-of.ts';

type Outcome = ViewOf<'outcome'>;

const verbs = {
  funded: 'Funded',
  'not-funded': 'Not funded',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
} as const satisfies Record<Ending, string>;

/** R20. To everyone invited and to the proposer: the outcome, their borough's share, and why. */
export function outcomeEmail(view: Outcome): EmailDocument {
  const { to, heading, ending, borough, contributions, reasons, conditions, chainHead } = view;
  return {
    subject: subject(`${verbs[ending]}${amount(view)}`, heading),
    to,
    blocks: [
      paragraph(whatEnded(view)),
      ...(borough === null ? [] : [paragraph(whatItMeans(ending, borough))]),
      facts(
        ['Total cost', formatPounds(heading.total)],
        [`Lead ${partnerOf(heading)}`, heading.leadBorough],
        ['Reference', numberOf(heading)],
      ),
      ...listed('Why', reasons),
      ...listed('Conditions', conditions),
      ...listed(
        `What each ${partnerOf(heading)} pays`,
        contributions.map((each) => `${each.borough}: ${formatPounds(each.amount)}`),
      ),
      questions(heading),
      paragraph(`For verification: the hash of the last entry in the record is ${chainHead}`),
    ],
  };
}

function amount({ ending, borough, heading }: Outcome): string {
  if (borough === null) return `: ${wholePounds(heading.total)} for`;
  const name = shortBorough(borough.name);
  return ending === 'funded' && borough.contribution !== null
    ? `: ${name} pays ${wholePounds(borough.contribution)} for`
    : `, ${name} pays nothing:`;
}

/** The outcome and the date, with the exact amount: the subject only has whole pounds. */
function whatEnded({ ending, heading, borough, decidedAt }: Outcome): string {
  if (borough === null) {
    return endedInWords(ending, `“${heading.title}”, which costs ${formatPounds(heading.total)},`, decidedAt);
  }
  if (ending !== 'funded' || borough.contribution === null)
    return endedInWords(ending, `“${heading.title}”`, decidedAt);
  const pays = `${borough.name} pays ${formatPounds(borough.contribution)} for “${heading.title}”.`;
  return `${pays} ${endedInWords(ending, 'the proposal', decidedAt)}`;
}

function whatItMeans(ending: Ending, { name, contribution, answer }: NonNullable<Outcome['borough']>): string {
  if (ending === 'funded' && contribution !== null) return `The money is committed in ${name}’s budget.`;
  if (ending !== 'funded')
    return `${name} pays nothing. Any money held for the proposal in its budget has been released.`;
  return `${name} takes no part and pays nothing, because ${whyNoPart(answer)}.`;
}

function whyNoPart(answer: NonNullable<Outcome['borough']>['answer']): string {
  if (answer === null) return 'it did not answer';
  return answer === 'revoked' ? 'the secretariat withdrew its approval' : `it ${answered(answer, null)}`;
}
