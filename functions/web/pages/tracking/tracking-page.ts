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
import { endingInWords, listed, statusInWords, whoAgreed } from '../../words.ts';

/** R25. What the proposer follows: who has answered and how, without comments, interests or addresses. */
export function trackingPage(view: TrackingPage): Html {
  const { heading: proposal, status, ending, reasons } = view;
  return page({
    title: `Progress: ${proposal.title}`,
    main: html`${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, proposal.title)}
${facts(view)}
${ending !== null && outcome(ending, status, reasons)}
${view.contributions.length > 0 && contributionTable(view.contributions)}
${standingTable(view.standings)}
${view.reviews.length > 0 && reviewTable(view)}
${appraisalTable(view.appraisal, null)}
${belowTheAppraisal(view, null)}
${heading('What is proposed')}
${typedText(proposal.summary)}
<h3 class="govuk-heading-s">Alternatives considered and rejected</h3>
${typedText(proposal.alternatives ?? 'None stated.')}
${paragraph('This page only shows; it is as of the moment you opened it. Reload it to see what is new.')}`,
  });
}

function facts({ heading: proposal, status, submittedAt, closesAt, standings, obstacles, ending }: TrackingPage): Html {
  const waiting = standings.filter(({ answer }) => answer === null).map(({ name }) => name);
  return summaryList([
    { name: 'Status', value: html`<span class="jf-fact">${statusInWords[status]}</span>` },
    { name: 'Lead borough', value: proposal.leadBorough },
    { name: 'Total cost', value: formatPounds(proposal.total) },
    { name: 'Submitted', value: inWords(submittedAt) },
    ...(closesAt === null ? [] : [{ name: 'Answers are due by', value: inWords(closesAt) }]),
    { name: 'Who has agreed', value: `${whoAgreed(standings)}.` },
    ...(status === 'sign-off' && ending === null && waiting.length > 0
      ? [{ name: 'Waiting for', value: `${listed(waiting)}.` }]
      : []),
    ...(obstacles.length > 0 ? [{ name: 'In the way', value: `${listed(obstacles)}.` }] : []),
  ]);
}

function outcome(
  ending: NonNullable<TrackingPage['ending']>,
  status: TrackingPage['status'],
  reasons: readonly string[],
): Html {
  const settling = status === 'settling' ? ' The money is being settled.' : '';
  return html`${heading('The outcome')}
${paragraph(`It is decided: ${endingInWords[ending]}.${settling}`)}
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
