import type { RecordedNow, SignOffPage } from '../../../application/views/pages.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { appraisalTable } from '../../components/appraisal-table.ts';
import { changeTable } from '../../components/change-table.ts';
import { announcement, type FormState, untouched } from '../../components/form-state.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { aboutSection, belowTheAppraisal, moneySection, pledgeSection } from '../../components/proposal-sections.ts';
import { standingTable } from '../../components/standing-table.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph, questions, toTheForm, warning } from '../../components/text.ts';
import { type Content, type Html, html } from '../../html.ts';
import { dropOutsInWords, lastInWords, whyLive } from '../../limit-words.ts';
import { countsInWords, roundNowInWords, silenceInWords } from '../../round-words.ts';
import { afterDeadline, answered, capitalised, partnerOf, person, whoAgreed } from '../../words.ts';
import { answerForm } from './answer-form.ts';
import { setAsideSection } from './set-aside-section.ts';

/** R1, R24. What an officer decides on, and the form. `above` is shown first: what is wrong or missing. */
export function signOffPage(view: SignOffPage, form: FormState = untouched, above: Content = null): Html {
  const { heading: proposal, borough, changes, appraisal, boroughAppraisal } = view;
  const last = lastInWords(view);
  const own = boroughAppraisal && { name: borough.name, figures: boroughAppraisal };
  return page({
    title: `Decide for ${borough.name}: ${proposal.title}`,
    announced: announcement(form),
    main: html`${above}
${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, proposal.title)}
${view.replaces !== null && recordedNow(borough.name, view.replaces)}
${setAsideSection(view)}
${whoAsksWhom(view)}
${facts(view)}
${[...roundNowInWords(view), ...silenceInWords(view)].map(paragraph)}
${toTheForm}
${changes.length > 0 && changeTable(changes, `revision ${view.comparedWith}`)}
${aboutSection(proposal)}
${moneySection(view)}
${appraisalTable(appraisal, own, partnerOf(proposal))}
${belowTheAppraisal(view, borough.name)}
${pledgeSection(view.pledges, partnerOf(proposal))}
${standingTable(view.standings, 'Answers so far')}
${heading('How it is decided')}
${paragraph(view.ruleInWords)}
${paragraph(countsInWords(view))}
${paragraph(dropOutsInWords(view))}
${last !== null && paragraph(last)}
${paragraph(`Each ${partnerOf(proposal)} decides for itself. A ${partnerOf(proposal)} that declines or does not answer takes no part. The cost is then shared again among the ${partnerOf(proposal)}s that approve, and none of them pays more than it approved.`)}
${answerForm(view, form)}`,
  });
}

/** R1. Nobody replaces a decision without reading it. */
function recordedNow(borough: string, { answer, upTo, at, by }: RecordedNow): Html {
  const who = by === null ? 'No officer decided. Silence counted as this answer' : `${by} decided`;
  return html`<div class="govuk-inset-text">${paragraph(html`<strong>${borough} ${answered(answer, upTo)}.</strong> ${who} at ${inWords(at)}. If you send the form below, your decision replaces this one, which stays on the record.`)}</div>`;
}

function whoAsksWhom({ heading: asking, borough, officer }: SignOffPage): Html {
  const { proposer, leadBorough, total } = asking;
  const partner = partnerOf(asking);
  const role = borough.lead ? `, the lead ${partner},` : '';
  return html`<p class="govuk-body-l">${person(proposer.name, leadBorough)} asks ${officer.name} to decide whether ${borough.name}${role} shares the cost of ${formatPounds(total)}.</p>
${officer.onBehalfOf !== null && paragraph(html`We are asking you on behalf of ${officer.onBehalfOf}, who is absent. The record names both of you.`)}
${paragraph(html`You decide as ${officer.post}. Your authority: ${officer.authority}. ${officer.limit === null ? 'No upper limit is recorded for you.' : `You can approve up to ${formatPounds(officer.limit)}.`} ${questions({ proposer, leadBorough })}`)}
${borough.lead && warning(`${borough.name} is the lead ${partner}. If it does not approve, the proposal fails for every ${partner}.`)}`;
}

function facts(view: SignOffPage): Html {
  const { heading: asking, asked, ownLines, live, suggestedLimit, othersAnswered, borough, standings, closesAt } = view;
  const partner = partnerOf(asking);
  const own =
    ownLines > 0 && paragraph(`This includes ${formatPounds(ownLines)} for costs that only ${borough.name} pays.`);
  return summaryList([
    {
      name: `${borough.name}’s share`,
      value: html`<span class="jf-fact">${formatPounds(asked)}</span>if every invited ${partner} joins${own}`,
    },
    ...(live === null
      ? []
      : [
          {
            name: 'Share as things are now',
            value: html`<span class="jf-fact">${formatPounds(live.amount)}</span>if ${othersAnswered === 'all' ? borough.name : 'everyone who has not answered'} joins, ${whyLive(live)}`,
          },
        ]),
    {
      name: 'Suggested limit',
      value: html`<span class="jf-fact">${formatPounds(suggestedLimit)}</span>${whySuggested(view)}`,
    },
    { name: 'Approved so far', value: capitalised(whoAgreed(standings)) },
    {
      name: 'Decide by',
      value: html`<span class="jf-fact">${inWords(closesAt)}</span>${afterDeadline(closesAt)}`,
    },
  ]);
}

/** R1. What the suggested limit is for. An officer may have a limit below the share. */
function whySuggested({ asked, live, suggestedLimit, heading: asking, borough }: SignOffPage): string {
  if (suggestedLimit < asked)
    return `the most that you can approve. It is less than ${borough.name}’s share, so ${borough.name} would pay no more than this.`;
  const change = 'You can change this amount on the form.';
  if (live !== null && suggestedLimit === live.amount) return `the share as things are now. ${change}`;
  return `in case ${live === null ? 'some' : 'more'} ${partnerOf(asking)}s do not join. ${change}`;
}
