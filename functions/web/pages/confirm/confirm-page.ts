import type { ConfirmPage } from '../../../application/views/pages.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { contributionTable } from '../../components/contribution-table.ts';
import { announcement, type FormState, untouched } from '../../components/form-state.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { aboutSection } from '../../components/proposal-sections.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph, questions, toTheForm } from '../../components/text.ts';
import { type Content, type Html, html } from '../../html.ts';
import {
  adviceInWords,
  calledInForLong,
  capitalised,
  longerThanAdvice,
  partnerOf,
  reviewed,
  saidInWords,
} from '../../words.ts';
import { confirmForm } from './confirm-form.ts';

/** R17, R29. Why a carried proposal waits, what was said, and the form to say something for this borough. */
export function confirmPage(view: ConfirmPage, form: FormState = untouched, above: Content = null): Html {
  const { heading: proposal, borough } = view;
  return page({
    title: `Confirm for ${borough.name}: ${proposal.title}`,
    announced: announcement(form),
    main: html`${above}
${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, proposal.title)}
<p class="govuk-body-l">The ${partnerOf(proposal)}s approved this proposal. It is not funded yet.</p>
${why(view).map((sentence) => paragraph(sentence))}
${paragraph(questions(proposal))}
${facts(view)}
${view.answers.length > 0 && toTheForm}
${advice(view)}
${said(view)}
${aboutSection(proposal)}
${contributionTable(view.contributions, partnerOf(proposal))}
${view.answers.length > 0 ? confirmForm(view, form) : paragraph('There is nothing left that you need to do.')}`,
  });
}

function why({
  topUp,
  advice: given,
  callInUntil,
  calledInUntil,
  without,
  borough,
  closesAt,
  heading: proposal,
}: ConfirmPage): readonly string[] {
  const partner = partnerOf(proposal);
  if (topUp !== null) {
    return [
      `Not every ${partner} that approved still takes part. The limits of the others are together ${formatPounds(topUp.shortfall)} less than the cost. Each of them can raise its limit until ${inWords(topUp.until)}. If money is still missing then, the proposal is not funded.`,
    ];
  }
  return [
    ...(given === null
      ? []
      : [
          `${adviceInWords(given.outcome)} Every ${partner} can take its approval back until ${inWords(given.until)}. A ${partner} that says nothing stays in.${longerThanAdvice(given.until, closesAt)}`,
          borough.lead
            ? `${borough.name} leads the proposal, so you must say whether it goes on. If you say nothing, the proposal is not funded.`
            : '',
        ]),
    ...(callInUntil === null
      ? []
      : [
          `${borough.name}’s approval is a key decision. Its councillors can call it in before ${inWords(callInUntil)}, and nothing is funded before that. If they do, say so with the form below. If they do not, you do not need to do anything.`,
        ]),
    ...(calledInUntil === null
      ? []
      : [
          `${borough.name}’s decision is called in. If the call-in is not over by ${inWords(calledInUntil)}, it counts as taking the approval back.`,
        ]),
    without.length === 0
      ? ''
      : `${calledInForLong(without)} You can go on without ${without.length === 1 ? 'it' : 'them'}.`,
  ].filter((sentence) => sentence !== '');
}

function facts({ borough, contribution, officer, closesAt }: ConfirmPage): Html {
  return summaryList([
    { name: `${borough.name} pays`, value: html`<span class="jf-fact">${formatPounds(contribution)}</span>` },
    { name: 'Answer by', value: html`<span class="jf-fact">${inWords(closesAt)}</span>` },
    { name: 'Your authority', value: officer.authority },
  ]);
}

function advice({ advice: given }: ConfirmPage): Content {
  if (given === null || given.reviews.length === 0) return null;
  return html`${heading('What the reviewers wrote')}
${summaryList(
  given.reviews.map(({ borough, answer, reasons }) => ({
    name: borough,
    value: html`${capitalised(reviewed[answer])}.<br><span class="jf-typed">${reasons}</span>`,
  })),
)}`;
}

function said({ said: words }: ConfirmPage): Content {
  if (words.length === 0) return null;
  return html`${heading('What has been said so far')}
${summaryList(
  words.map((word) => ({
    name: inWords(word.at),
    value: html`${saidInWords(word)}, by ${word.by}.<br><span class="jf-typed">${word.reasons}</span>`,
  })),
)}`;
}
