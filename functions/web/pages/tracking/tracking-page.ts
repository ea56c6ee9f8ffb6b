import type { TrackingPage } from '../../../application/views/pages.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { appraisalTable } from '../../components/appraisal-table.ts';
import { contributionTable } from '../../components/contribution-table.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { belowTheAppraisal } from '../../components/proposal-sections.ts';
import { standingTable } from '../../components/standing-table.ts';
import { summaryList } from '../../components/summary-list.ts';
import { table } from '../../components/table.ts';
import { bullets, heading, paragraph, typedText } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { capitalised, endedInWords, listed, partnerOf, statusInWords, whoAgreed } from '../../words.ts';

/** R25. The proposer's view of progress: who has answered and how, without comments, interests or addresses. */
export function trackingPage(view: TrackingPage): Html {
  const { heading: proposal, ending } = view;
  return page({
    title: `Progress: ${proposal.title}`,
    main: html`${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, proposal.title)}
${facts(view)}
${ending !== null && outcome(ending, view)}
${view.contributions.length > 0 && contributionTable(view.contributions, partnerOf(view.heading))}
${standingTable(view.standings, isOpen(view) ? 'Answers so far' : 'Answers')}
${view.reviews.length > 0 && reviewTable(view)}
${appraisalTable(view.appraisal, null, partnerOf(view.heading))}
${belowTheAppraisal(view, null)}
${heading('What is proposed')}
${typedText(proposal.summary)}
<h3 class="govuk-heading-s">Alternatives considered and rejected</h3>
${typedText(proposal.alternatives ?? 'None stated.')}
${paragraph('You can read this page but not change anything. Reload it to see the latest.')}`,
  });
}

/** Whether boroughs can still answer. */
function isOpen({ status, ending }: TrackingPage): boolean {
  return status === 'sign-off' && ending === null;
}

function facts(view: TrackingPage): Html {
  const { heading: proposal, status, submittedAt, closesAt, standings, obstacles } = view;
  const waiting = standings.filter(({ answer }) => answer === null).map(({ name }) => name);
  return summaryList([
    { name: 'Status', value: html`<span class="jf-fact">${statusInWords[status]}</span>` },
    { name: `Lead ${partnerOf(proposal)}`, value: proposal.leadBorough },
    { name: 'Total cost', value: formatPounds(proposal.total) },
    { name: 'Submitted', value: inWords(submittedAt) },
    ...(closesAt === null ? [] : [{ name: 'Answers are due by', value: inWords(closesAt) }]),
    { name: isOpen(view) ? 'Approved so far' : 'Approved', value: capitalised(whoAgreed(standings)) },
    ...(isOpen(view) && waiting.length > 0 ? [{ name: 'Waiting for', value: listed(waiting) }] : []),
    ...(obstacles.length > 0 ? [{ name: 'Problem', value: capitalised(listed(obstacles)) }] : []),
  ]);
}

function outcome(ending: NonNullable<TrackingPage['ending']>, { status, endedAt, reasons }: TrackingPage): Html {
  const settling = status === 'settling' ? ' The budgets are being updated.' : '';
  return html`${heading('The outcome')}
${paragraph(`${endedInWords(ending, 'this proposal', endedAt)}${settling}`)}
${reasons.length > 0 && bullets(reasons)}`;
}

function reviewTable({ reviews }: TrackingPage): Html {
  return table({
    caption: 'Review of the return on investment',
    columns: [
      { heading: 'Reviewer of', cell: ({ borough }) => borough },
      { heading: 'Answer', cell: (review) => (review.answered ? 'Has answered' : 'Has not answered yet') },
    ],
    rows: reviews,
  });
}
