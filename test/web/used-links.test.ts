import { describe, expect, test } from 'vitest';
import type { DeadWhy, LinkView } from '../../functions/application/views/pages.ts';
import type { Status } from '../../functions/domain/vocabulary/proposal.ts';
import type { AnswerView } from '../../functions/web/answer-view.ts';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import { said } from './markup.ts';
import * as views from './views.ts';

const shown = (view: LinkView) => viewResponse(view).body;
const answered = (result: AnswerView) => answerResponse(result, `/d/${'A'.repeat(43)}`);
const different: AnswerView = { kind: 'different', confirmation: views.approval };
const changed = {
  kind: 'changed',
  what: 'revision',
  heading: views.revised.heading,
  changes: views.revised.changes,
} as const;

describe('the confirmation', () => {
  test('R1 of an approval says what was recorded, when, by whom and under what', () => {
    const words = said(shown(views.approval));

    expect(words).toContain('Camden approved up to £34,090.91');
    expect(words).toContain('Recorded 9:30am on Thursday 10 December 2026');
    expect(words).toContain('By Approver of Camden');
    expect(words).toContain('Record number JF-7K3M2Q-1-E09000007');
    expect(words).toContain('The other boroughs can answer until 5pm on Friday 18 December 2026');
  });

  test('R1 holds the form that replaces the decision, with the number of its record and nothing selected', () => {
    const page = shown(views.approval);
    expect(said(page)).toContain('Change this decision');
    expect(page).toContain('name="replaces" value="JF-7K3M2Q-1-E09000007"');
    expect(page).toContain(`name="revisionHash" value="${views.changing.revisionHash}"`);
    expect(page).toMatch(/<button [^>]*>Replace Camden’s decision<\/button>/);
    expect(page).not.toContain(' checked');
    expect(page.match(/<form/g)).toHaveLength(1);
  });

  test('R1 says on the last working day what may still change', () => {
    expect(said(shown(views.firm))).toContain(
      'Today is the last working day to decide, so Camden can keep or raise its limit of £34,090.91, or decline. It can no longer lower its limit or ask for changes.',
    );
    expect(said(shown(views.deemed))).toContain('While the proposal is short of money Camden can keep or raise');
  });

  test('R4 of a deemed approval says that no officer decided', () => {
    expect(said(shown(views.deemed))).toContain('By No officer. Silence counted as approval');
  });

  test.each([
    ['it is locked', views.lockedChange, 'You cannot change this decision now. The request is locked until'],
    ['it was changed too often', views.unchangeable, 'Camden has answered 20 times'],
    ['it was revoked', views.revoked, 'because the secretariat withdrew it'],
    ['the round is closed', views.refusal, 'because the round is closed'],
  ])('R1 says why the decision cannot be changed: %s', (_, view, why) => {
    expect(said(shown(view))).toContain(why);
    expect(shown(view)).not.toContain('<form');
  });

  test('R1 of a declared interest says what happened to the answer', () => {
    const aside = said(shown({ ...views.recusal, answer: 'set-aside' }));
    expect(aside).toContain(
      'The answer that you gave for Camden no longer counts, and the money that it held is released.',
    );
    expect(aside).toContain('We are asking the next eligible officer');
    const other = said(shown({ ...views.recusal, answer: 'of-another-officer' }));
    expect(other).toContain('The decision that another officer gave for Camden still counts.');
    expect(other).not.toContain('We are asking the next eligible officer');
  });

  test('R1 of a decline says the status of the proposal', () => {
    expect(said(shown(views.refusal))).toContain('Camden declined');
    expect(said(shown(views.refusal))).toContain('Current status: Not funded.');
  });

  test('R12 says that money is held until the proposal is settled, and then that the outcome was emailed', () => {
    const words = (status: Status) => said(shown({ ...views.approval, status }));
    for (const status of ['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling'] as const) {
      expect(words(status)).toContain('is held in its budget until the outcome is known.');
      expect(words(status)).toContain('We will email you a receipt now, and the outcome later.');
    }
    for (const status of ['funded', 'not-funded', 'lapsed', 'withdrawn', 'closed'] as const) {
      expect(words(status)).not.toContain('is held in its budget');
      expect(words(status)).toContain('We have emailed you the outcome.');
      expect(words(status)).not.toContain('later');
    }
    expect(said(shown(views.refusal))).not.toContain('is held in its budget');
  });

  test('R18 shows a pledge with its unit, and no line if nothing was pledged', () => {
    expect(said(shown(views.approval))).toContain('Pledged 10 apprenticeships');
    expect(said(shown({ ...views.approval, pledges: [] }))).not.toContain('Pledged');
  });

  test('R1 of a declared interest says who is asked next', () => {
    expect(said(shown(views.recusal))).toContain('We are asking the next eligible officer of Camden by email.');
    expect(said(shown({ ...views.recusal, passedOn: false }))).toContain('no other eligible officer');
    const reviewer = { ...views.recusal, asked: 'reviewer' } as const;
    expect(said(shown(reviewer))).toContain('We are asking another reviewer by email.');
    expect(said(shown({ ...reviewer, passedOn: false }))).toContain('no other eligible reviewer at present');
  });

  test('R17 of a review gives its reasons and conditions', () => {
    expect(said(shown(views.reviewed))).toContain('Camden recommends it with conditions');
    expect(said(shown(views.reviewed))).toContain('Conditions A report after the first cohort.');
  });

  test('R1 a different answer shows what is recorded, and that the new answer was not recorded', () => {
    const words = said(answered(different).body);

    expect(words).toContain('The answer you just sent was not recorded.');
    expect(words).toContain('is already recorded: Camden approved up to £34,090.91.');
    expect(words).toContain('9:30am on Thursday 10 December 2026');
  });

  test('R1 a refused answer says how to change what is recorded, only while it can be changed', () => {
    expect(said(answered(different).body)).toContain('select “Change this decision”');
    const closed = answered({ kind: 'different', confirmation: views.refusal });
    expect(said(closed.body)).not.toContain('Change this decision');
    expect(closed.statusCode).toBe(409);
  });

  test('R1 the page of a faulty change says what is recorded and that the form replaces it', () => {
    const faulty = answered({ kind: 'faults', page: views.changing, values: {}, faults: [] });
    expect(said(faulty.body)).toContain(
      'Camden approved up to £34,090.91. Approver of Camden decided at 9:30am on Thursday 10 December 2026. If you send the form below, your decision replaces this one, which stays on the record.',
    );
  });

  test('R24 an answer to a replaced revision shows what changed, and that the answer was not recorded', () => {
    const words = said(answered(changed).body);

    expect(words).toContain('The answer you just sent was not recorded.');
    expect(words).toContain('What changed since the revision you answered');
    expect(words).toContain('in a separate email');
  });

  test('R24 a form of another revision without any difference asks the officer to open the link again', () => {
    expect(said(answered({ ...changed, changes: [] }).body)).toContain('Open the link in your email again');
  });
});

describe('R25 a dead link', () => {
  const pages = Object.entries(views.deadLinks).map(([why, link]) => [why as DeadWhy, said(shown(link))] as const);

  test('has its own page for each reason', () => {
    expect(new Set(pages.map(([, words]) => words)).size).toBe(9);
  });

  test.each(pages)('that is %s names the proposal and its status', (_, words) => {
    expect(words).toContain(views.heading.title);
    expect(words).toContain('JF-7K3M2Q');
    expect(words).toContain('Current status:');
  });

  test('says what was recorded, when and by whom', () => {
    expect(said(shown(views.deadLinks.answered))).toContain(
      'Answer Approved Recorded 9:30am on Thursday 10 December 2026 By Deputy of Camden',
    );
  });

  test('says why in its own words, how the proposal ended, and what happened to the deadline', () => {
    expect(said(shown(views.deadLinks['not-eligible']))).toContain('You no longer hold the role of approver.');
    expect(said(shown(views.deadLinks.ended))).toContain(
      'This proposal is funded. It was decided on 21 December 2026.',
    );
    expect(said(shown(views.deadLinks.late))).toContain('The deadline to answer was 5pm on Friday 18 December 2026.');
  });
});

describe('R25 the tracking page', () => {
  test('says who has answered and whom it waits for', () => {
    const words = said(shown(views.tracking));

    expect(words).toContain('Hackney (lead) Share if every borough joins £40,909.09 Answer Approved up to £51,136.36');
    expect(words).toContain('Waiting for Camden and Westminster');
    expect(words).toContain('Approved so far');
    expect(words).toContain('Answers so far');
  });

  test('has no form and no address to write to', () => {
    expect(shown(views.tracking)).not.toMatch(/<form|mailto:|@/);
  });

  test('shows the outcome with its reasons, and what each borough pays', () => {
    const words = said(shown(views.trackedToTheEnd));

    expect(words).toContain(
      'This proposal is funded. It was decided on 21 December 2026. The budgets are being updated.',
    );
    expect(words).toContain('Their caps cover the cost.');
    expect(words).not.toContain('so far');
    expect(words).toContain('Newham Contribution £65,000');
    expect(words).toContain('Reviewer of Hackney Answer Has not answered yet');
  });
});
