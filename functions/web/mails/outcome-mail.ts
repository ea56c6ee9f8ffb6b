import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { Ending } from '../../domain/vocabulary/proposal.ts';
import { answered, endingInWords } from '../words.ts';
import { facts, listed, type MailDocument, paragraph } from './mail-document.ts';
import { numberOf, questions } from './mail-parts.ts';
import { subject } from './subject.ts';
import type { ViewOf } from './view-of.ts';

type Outcome = ViewOf<'outcome'>;

const verbs = {
  funded: 'Funded',
  'not-funded': 'Not funded',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
} as const satisfies Record<Ending, string>;

/** R20. To everyone invited and to the proposer: the outcome, their borough's share, and why. */
export function outcomeMail(view: Outcome): MailDocument {
  const { to, heading, ending, borough, contributions, reasons, conditions, chainHead } = view;
  return {
    subject: subject(verbs[ending], heading, amount(view)),
    to,
    blocks: [
      paragraph(`“${heading.title}” is decided: ${endingInWords[ending]}.`),
      ...(borough === null ? [] : [paragraph(whatItMeans(ending, borough))]),
      facts(
        ['Total cost', formatPounds(heading.total)],
        ['Lead borough', heading.leadBorough],
        ['Reference', numberOf(heading)],
        ['Head of the record’s chain', chainHead],
      ),
      ...listed('Why', reasons),
      ...listed('Conditions', conditions),
      ...listed(
        'What each borough pays',
        contributions.map((each) => `${each.borough}: ${formatPounds(each.amount)}`),
      ),
      questions(heading),
    ],
  };
}

function amount({ ending, borough, heading }: Outcome): string {
  if (borough === null) return formatPounds(heading.total);
  return ending === 'funded' && borough.contribution !== null
    ? `${borough.name} pays ${formatPounds(borough.contribution)}`
    : `${borough.name} pays nothing`;
}

function whatItMeans(ending: Ending, { name, contribution, answer }: NonNullable<Outcome['borough']>): string {
  if (ending === 'funded' && contribution !== null) {
    return `${name} pays ${formatPounds(contribution)}, which is committed in its budget.`;
  }
  if (ending !== 'funded') return `${name} pays nothing. Whatever was held for it in its budget is free again.`;
  const why = answer === null ? 'did not answer' : answered(answer, null);
  return `${name} takes no part and pays nothing, because it ${why}.`;
}
