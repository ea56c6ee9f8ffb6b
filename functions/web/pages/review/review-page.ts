import type { ReviewPage } from '../../../application/views/pages.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { appraisalTable } from '../../components/appraisal-table.ts';
import { changeTable } from '../../components/change-table.ts';
import { contributionTable } from '../../components/contribution-table.ts';
import { announcement, type FormState, untouched } from '../../components/form-state.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { aboutSection, belowTheAppraisal, moneySection, pledgeSection } from '../../components/proposal-sections.ts';
import { standingTable } from '../../components/standing-table.ts';
import { summaryList } from '../../components/summary-list.ts';
import { paragraph, questions, toTheForm, warning } from '../../components/text.ts';
import { type Content, type Html, html } from '../../html.ts';
import {
  afterDeadline,
  approvedSentence,
  capitalised,
  doesNotPay,
  partnerOf,
  person,
  ratioOrWhy,
  whoAgreed,
} from '../../words.ts';
import { reviewForm } from './review-form.ts';

/** R17. What a reviewer reads, and the form to recommend or not. */
export function reviewPage(view: ReviewPage, form: FormState = untouched, above: Content = null): Html {
  const { heading: proposal, borough, reviewer } = view;
  return page({
    title: `Review for ${borough.name}: ${proposal.title}`,
    announced: announcement(form),
    main: html`${above}
${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, proposal.title)}
<p class="govuk-body-l">${person(proposal.proposer.name, proposal.leadBorough)} asks ${person(reviewer.name, borough.name)} to review the return on investment of this proposal, which costs ${formatPounds(proposal.total)}.</p>
${paragraph(html`You review as ${reviewer.post}. ${approvedSentence(view.standings)} No money is committed before the review. You judge whether it is worth doing: no figure decides on its own. Your review is advice: the ${partnerOf(proposal)}s decide. ${questions(proposal)}`)}
${view.needsValueJudgement && warning(doesNotPay(view.appraisal))}
${facts(view)}
${toTheForm}
${
  view.changes.length > 0 &&
  html`${paragraph(`After the ${partnerOf(proposal)}s signed off, the secretariat withdrew an approval and the cost was shared again. All figures on this page are the new ones.`)}
${changeTable(view.changes, `the ${partnerOf(proposal)}s signed off`)}`
}
${aboutSection(proposal)}
${appraisalTable(view.appraisal, ownFigures(view), partnerOf(proposal))}
${belowTheAppraisal(view, borough.name)}
${contributionTable(view.contributions, partnerOf(proposal))}
${moneySection(view)}
${pledgeSection(view.pledges, partnerOf(proposal))}
${standingTable(view.standings, 'Answers')}
${reviewForm(view, form)}`,
  });
}

function facts({ appraisal, standings, closesAt }: ReviewPage): Html {
  return summaryList([
    { name: 'Net present social value', value: html`<span class="jf-fact">${formatPounds(appraisal.npsv)}</span>` },
    { name: 'Benefit-cost ratio', value: html`<span class="jf-fact">${ratioOrWhy(appraisal.bcr)}</span>` },
    { name: 'Who approved', value: capitalised(whoAgreed(standings)) },
    {
      name: 'Answer by',
      value: html`<span class="jf-fact">${inWords(closesAt)}</span>${afterDeadline(closesAt)}`,
    },
  ]);
}

function ownFigures({ appraisal, borough }: ReviewPage): Parameters<typeof appraisalTable>[1] {
  const figures = appraisal.boroughs.find((own) => own.borough === borough.code);
  return figures === undefined ? null : { name: borough.name, figures };
}
