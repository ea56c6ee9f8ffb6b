import type { SignOffPage } from '../../../application/views/pages.ts';
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
import { bothFigures, person, whoAgreed } from '../../words.ts';
import { answerForm } from './answer-form.ts';

/** R1, R24. What an officer decides on, and the form to answer with. `above` stands over it: what is wrong with an answer, or missing. */
export function signOffPage(view: SignOffPage, form: FormState = untouched, above: Content = null): Html {
  const { heading: proposal, borough, changes, appraisal, boroughAppraisal } = view;
  const own = boroughAppraisal && { name: borough.name, figures: boroughAppraisal };
  return page({
    title: `Decide for ${borough.name}: ${proposal.title}`,
    announced: announcement(form),
    main: html`${above}
${pageHeading(`${proposal.reference}, revision ${proposal.revision}`, proposal.title)}
${whoAsksWhom(view)}
${fourFacts(view)}
${toTheForm}
${changes.length > 0 && changeTable(changes, `revision ${proposal.revision - 1}`)}
${aboutSection(proposal)}
${moneySection(view)}
${appraisalTable(appraisal, own)}
${belowTheAppraisal(view, borough.name)}
${pledgeSection(view.pledges)}
${standingTable(view.standings)}
${heading('How it is decided')}
${paragraph(view.ruleInWords)}
${paragraph('Nobody can veto it for others, and nobody is made to join: whoever declines or stays silent takes no part, and the cost is shared again among those who approve, never above what each of them approved.')}
${answerForm(view, form)}`,
  });
}

function whoAsksWhom({ heading: { proposer, leadBorough, total }, borough, officer }: SignOffPage): Html {
  const role = borough.lead ? ', which leads it' : '';
  return html`<p class="govuk-body-l">${person(proposer.name, leadBorough)} asks ${officer.name} to decide for ${borough.name}${role}, whether it shares in the cost of ${formatPounds(total)}.</p>
${officer.onBehalfOf !== null && paragraph(html`You are asked on behalf of ${officer.onBehalfOf}, who is absent. The record names you both.`)}
${paragraph(html`You answer under: ${officer.authority}. ${officer.limit === null ? 'No limit of amount is recorded for you.' : `You may approve up to ${formatPounds(officer.limit)}.`} ${questions({ proposer, leadBorough })}`)}
${borough.lead && warning(`${borough.name} is the lead borough: if it does not approve, the proposal fails for everyone.`)}`;
}

function fourFacts({ asked, ownLines, mostItCanBecome, borough, standings, closesAt }: SignOffPage): Html {
  const own = ownLines > 0 && paragraph(`Of this, ${formatPounds(ownLines)} is for ${borough.name}’s own cost lines.`);
  return summaryList([
    {
      name: `${borough.name}’s share`,
      value: html`<span class="jf-fact">${formatPounds(asked)}</span>if every invited borough joins${own}`,
    },
    {
      name: 'The most it can become',
      value: html`<span class="jf-fact">${formatPounds(mostItCanBecome)}</span>${bothFigures(asked, mostItCanBecome)}. You set the figure on the form.`,
    },
    { name: 'Who has agreed', value: `${whoAgreed(standings)}.` },
    {
      name: 'Decide by',
      value: html`<span class="jf-fact">${inWords(closesAt)}</span>An answer at exactly that time is late.`,
    },
  ]);
}
