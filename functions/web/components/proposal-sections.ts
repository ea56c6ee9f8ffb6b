import type { ProposalHeading, ReviewPage, SignOffPage, TrackingPage } from '../../application/views/pages.ts';
import { dateInWords } from '../../domain/vocabulary/calendar.ts';
import type { PartnerWord } from '../../domain/vocabulary/partner.ts';
import { type Html, html } from '../html.ts';
import { partnerOf } from '../words.ts';
import { appraisalExplanation } from './appraisal-explanation.ts';
import { appraisalDetails } from './appraisal-table.ts';
import { benefitLines, costLines } from './line-tables.ts';
import { bullets, details, heading, paragraph, typedText } from './text.ts';
import { yearsTable } from './years-table.ts';

/** What is proposed, and what was considered instead. */
export function aboutSection({ summary, alternatives }: ProposalHeading): Html {
  return html`${heading('What is proposed')}
${typedText(summary)}
<h3 class="govuk-heading-s">Alternatives considered and rejected</h3>
${typedText(alternatives ?? 'None stated.')}`;
}

/** Costs and benefits, by year and line by line. */
export function moneySection({ years, costs, benefits }: SignOffPage | ReviewPage): Html {
  return html`${yearsTable(years)}
${paragraph('Amounts are cash without VAT. Benefits are not yet reduced for confidence. Disbenefits count as negative.')}
${details(`All cost lines (${costs.length})`, costLines(costs))}
${details(`All benefit lines (${benefits.length})`, benefits.length === 0 ? paragraph('None stated.') : benefitLines(benefits))}`;
}

/** R18. What the coalition pledges beside money. Empty without pledges. */
export function pledgeSection(pledges: SignOffPage['pledges'], partner: PartnerWord): Html {
  if (pledges.length === 0) return html``;
  return html`${heading('Pledges')}
${bullets(pledges.map(({ unit, target, by }) => `${target} ${unit} by ${dateInWords(by)}, from all ${partner}s together`))}`;
}

/**
 * What follows an appraisal: its assumptions, with boroughs by name, and the working of each figure. `borough` is the
 * page's own borough; null if the page is not for one borough.
 */
export function belowTheAppraisal(
  { heading: asking, appraisal, standings, explain }: SignOffPage | ReviewPage | TrackingPage,
  borough: string | null,
): Html {
  const nameOf = (code: string) => standings.find((standing) => standing.borough === code)?.name ?? code;
  return html`${appraisalDetails(appraisal, nameOf)}
${appraisalExplanation(explain(), borough, partnerOf(asking))}`;
}
