import type { ProposalHeading, ReviewPage, SignOffPage } from '../../application/link-view.ts';
import { dateInWords } from '../../domain/calendar.ts';
import { type Html, html } from '../html.ts';
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
${paragraph('Cash without VAT. Benefits are before any reduction for confidence; disbenefits count negative.')}
${details(`All cost lines (${costs.length})`, costLines(costs))}
${details(`All benefit lines (${benefits.length})`, benefits.length === 0 ? paragraph('None stated.') : benefitLines(benefits))}`;
}

/** R18. What the coalition pledges beside money; nothing where there are no pledges. */
export function pledgeSection(pledges: SignOffPage['pledges']): Html {
  if (pledges.length === 0) return html``;
  return html`${heading('Pledges')}
${bullets(pledges.map(({ unit, target, by }) => `${target} ${unit} by ${dateInWords(by)}, all boroughs together`))}`;
}

/** The assumptions of the appraisal, with boroughs called by name. */
export function assumptions({ appraisal, standings }: SignOffPage | ReviewPage): Html {
  return appraisalDetails(appraisal, (code) => standings.find(({ borough }) => borough === code)?.name ?? code);
}
