import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { describeProposal, peopleIn, summaryOf } from '../../../functions/application/proposals/describe-proposal.ts';
import { reportRowsOf } from '../../../functions/application/reports/project-proposal.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { ReviewAnswer, ReviewRequest } from '../../../functions/domain/review/review.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { ProposalSummary, ProposalView } from '../../../functions/schemas/wire/proposal-view.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import {
  answeredAt,
  answeredByAll,
  closed,
  ended,
  endedAt,
  opened,
  revised,
  submitted,
  submittedAt,
  toTheEnd,
} from '../lives/states.ts';

const at = '2026-12-08T00:00:00.000Z';
const content = sample('digital-apprenticeships');
const [hackney, camden, newham] = [gss('E09000012'), gss('E09000007'), gss('E09000025')];

const people = (state: ProposalState) =>
  new Map(peopleIn(state).map((id) => [id, { id, name: `Name of ${id}`, email: `${id}@borough.example` }]));
const described = (state: ProposalState) => describeProposal(state, people(state), at);
const boroughOf = (state: ProposalState, code: BoroughCode) =>
  described(state).signOff.boroughs.find(({ borough }) => borough === code);

const reviewRequest: ReviewRequest = {
  ...{ borough: camden, name: 'Camden', person: who('reviewer-camden'), officer: 'reviewer', askedAt: answeredAt },
  ...{ answer: null, passedOn: null, late: null, delivery: 'delivered', remindedAt: [] },
};
const reviewAnswer: ReviewAnswer = {
  ...{
    kind: 'recommend',
    at: endedAt,
    by: who('reviewer-camden'),
    authority: 'Scheme 4.2',
    reasons: 'Good value for money.',
  },
  ...{ conditions: null, link: 'b'.repeat(64), record: 'JF-7K3M2Q-1-R1' },
};

const open = answeredByAll(submitted(content), { [newham]: { kind: 'decline' } });
const carried = closed(answeredByAll(submitted(content)));
const states = {
  'just submitted': submitted(content),
  'with officers asked': opened(submitted(content)),
  'answered by all': open,
  'in review': { ...carried, reviews: [reviewRequest] },
  reviewed: {
    ...toTheEnd({ ...carried, reviews: [{ ...reviewRequest, answer: reviewAnswer }] }, 'funded'),
    review: { outcome: 'recommend', at: endedAt, reasons: ['Camden recommends it'], conditions: [] },
  },
  'with changes asked for': closed(answeredByAll(submitted(content), { [hackney]: { kind: 'request-changes' } })),
  revised: revised(opened(submitted(content)), { ...content, title: 'Shorter' }),
  lapsed: toTheEnd(closed(opened(submitted(content))), 'lapsed'),
  withdrawn: ended({ ...open, round: { kind: 'withdrawn', at, reasons: [] } }, 'withdrawn'),
  stopped: { ...carried, head: { ...carried.head, status: 'needs-attention', stopped: 'settling' } },
} satisfies Record<string, ProposalState>;

describe('the description of a proposal', () => {
  test.each(Object.entries<ProposalState>(states))(
    '%s: matches the schema of the interface exactly',
    (_name, state) => {
      const view = described(state);
      expect(ProposalView.parse(view)).toEqual(view);
      expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    },
  );

  test.each(['damp-and-mould-sensors', 'data-sharing-agreements', 'shared-procurement-of-assistive-technology'])(
    'of the sample %s matches the schema',
    (name) => {
      const view = described(closed(answeredByAll(submitted(sample(name)))));
      expect(ProposalView.parse(view)).toEqual(view);
    },
  );

  test('has a schema that OpenAPI can express', () => {
    const schema = z.toJSONSchema(ProposalView, { io: 'output' });
    expect(schema.required).toEqual(expect.arrayContaining(['id', 'status', 'signOff', 'waitingOn']));
  });

  test("returns every field of the revision as submitted, and the proposer's name and address", () => {
    const { proposer, ...rest } = content;
    expect(proposer).toBeDefined();
    expect(described(submitted(content))).toMatchObject({
      ...rest,
      proposer: { name: 'Name of proposer', email: 'proposer@borough.example' },
      total: 15_000_000,
      revision: 1,
      submittedAt,
    });
  });

  test('R19 says that a name was erased', () => {
    const view = describeProposal(open, new Map(), at);
    expect(view.proposer).toEqual({ name: 'a person whose name was erased', email: '' });
    expect(view.signOff.boroughs[0]?.answeredBy).toBe('a person whose name was erased');
    expect(ProposalView.parse(view)).toEqual(view);
  });

  test('R1 has each answer with its cap, its words and the name of the person', () => {
    expect(boroughOf(open, camden)).toEqual({
      borough: camden,
      name: 'Camden',
      asked: 2_727_273,
      answer: 'approve',
      upTo: 2_727_273,
      counts: true,
      answeredAt,
      answeredBy: `Name of approver-${camden}`,
      post: null,
      onBehalfOf: null,
      authority: 'Scheme 4.2',
      record: 'JF-7K3M2Q-1-E09000007',
      replaces: null,
      silence: false,
      silenceNote: null,
      comment: 'Because it helps.',
      rejected: null,
      pledged: [],
      keyDecision: null,
      passedOver: [],
      answeredRevision: null,
      revoked: null,
    });
    expect(boroughOf(open, newham)).toMatchObject({ answer: 'decline', upTo: null });
  });

  test('R4 calls no answer silence only after the close, and never after a withdrawal', () => {
    const asked = opened(submitted(content));
    expect(boroughOf(asked, camden)).toMatchObject({ answer: null, silence: false });
    expect(boroughOf(closed(asked), camden)).toMatchObject({ answer: null, silence: true });
    const withdrawn = { ...asked, round: { kind: 'withdrawn', at, reasons: [] } } as const;
    expect(boroughOf(withdrawn, camden)).toMatchObject({ answer: null, silence: false });
  });

  test('R4 names nobody for silence that is deemed approval', () => {
    const requests = open.requests.map((request) =>
      request.answer === null ? request : { ...request, answer: { ...request.answer, by: null, silence: true } },
    );
    expect(boroughOf({ ...open, requests }, camden)).toMatchObject({
      answer: 'approve',
      silence: true,
      answeredBy: null,
    });
  });

  test('has no contributions until the round is carried, and then those of the record', () => {
    expect(described(open)).not.toHaveProperty('contributions');
    expect(described(closed(opened(submitted(content))))).not.toHaveProperty('contributions');
    expect(described(carried).contributions).toEqual(carried.contributions);
  });

  test('R6 has the outcome of the round, and says that a round lapsed', () => {
    expect(described(open).signOff.outcome).toBeNull();
    expect(described(carried).signOff.outcome?.kind).toBe('carried');
    expect(described(states.lapsed).signOff.outcome?.kind).toBe('lapsed');
    expect(described(states.withdrawn).signOff.outcome).toBeNull();
  });

  test('R17 has the answers of reviewers, and leaves out reviewers who were only asked', () => {
    expect(described(states['in review']).review).toEqual({
      required: true,
      answers: [],
      outcome: null,
      conditions: [],
    });
    expect(described(states.reviewed).review).toMatchObject({
      answers: [{ borough: camden, answer: 'recommend', answeredBy: 'Name of reviewer-camden' }],
      outcome: 'recommend',
    });
  });

  test('R17 has the conditions of the review with their reviewer, and those of the decision', () => {
    const conditions = ['Camden: Report each half-year.'];
    const answer = {
      ...reviewAnswer,
      kind: 'recommend-with-conditions',
      conditions: 'Report each half-year.',
    } as const;
    const { decision } = states.reviewed;
    const view = described({
      ...states.reviewed,
      reviews: [{ ...reviewRequest, answer }],
      review: { ...states.reviewed.review, outcome: 'recommend-with-conditions', conditions },
      decision: decision && { ...decision, conditions },
    });
    expect(view.review).toMatchObject({
      answers: [{ borough: camden, answer: 'recommend-with-conditions', conditions: 'Report each half-year.' }],
      outcome: 'recommend-with-conditions',
      conditions,
    });
    expect(view.decision?.conditions).toEqual(conditions);
  });

  test('shows no link, and no interest that an officer declared', () => {
    const requests = open.requests.map((request) => ({
      ...request,
      asks: request.asks.map((ask) => ({
        ...ask,
        passedOn: { at, why: 'recused', interest: 'A cousin sells them', link: 'd'.repeat(64) } as const,
      })),
    }));
    const text = JSON.stringify(described({ ...open, requests }));
    expect(text).not.toContain('cousin');
    expect(text).not.toContain('a'.repeat(64));
    expect(text).not.toContain('d'.repeat(64));
  });
});

describe('the boroughs and people that a proposal waits for', () => {
  const waitingFor = (state: ProposalState) => described(state).waitingOn;

  test('are all boroughs without an answer, since they were asked', () => {
    const state = opened(submitted(content));
    expect(waitingFor(state)).toHaveLength(6);
    expect(waitingFor(state)[0]).toEqual({
      ...{ borough: camden, who: 'approver', since: submittedAt, remindedAt: [], note: null },
    });
    expect(waitingFor(open)).toEqual([]);
  });

  test('R8 include a note that there is no eligible approver, but only after the round opened', () => {
    const state = submitted(content);
    expect(waitingFor(state)[0]).toMatchObject({ borough: camden, note: null });
    const without = { ...state, head: { ...state.head, opened: true } };
    expect(waitingFor(without)[0]).toMatchObject({ who: 'approver', note: 'no eligible approver for Camden' });
  });

  test('R1 include that note after the last approver declared an interest', () => {
    const state = opened(submitted(content));
    const requests = state.requests.map((request) => ({
      ...request,
      asks: request.asks.map((ask) => ({ ...ask, passedOn: { at: answeredAt, why: 'recused' } as const })),
    }));
    expect(waitingFor({ ...state, requests })[0]).toMatchObject({
      since: answeredAt,
      note: 'no eligible approver for Camden',
    });
  });

  test('are the reviewers who were asked and did not answer or pass on', () => {
    const passed = { ...reviewRequest, borough: hackney, passedOn: { at, why: 'deadline' } } as const;
    expect(waitingFor({ ...carried, reviews: [passed, reviewRequest] })).toEqual([
      { borough: camden, who: 'reviewer', since: answeredAt, remindedAt: [], note: null },
    ]);
  });

  test('R17 include a note that there is no eligible reviewer if none could be asked', () => {
    const without = { ...carried, head: { ...carried.head, opened: true } };
    expect(waitingFor(without)[0]).toMatchObject({
      who: 'reviewer',
      note: 'no eligible reviewer for Hackney or any other contributing borough',
    });
    expect(waitingFor(carried)[0]).toMatchObject({ who: 'reviewer', note: null });
  });

  test('are the proposer after changes were requested, and the secretariat after it stopped', () => {
    expect(waitingFor(states['with changes asked for'])).toMatchObject([{ borough: hackney, who: 'proposer' }]);
    expect(waitingFor(states.stopped)).toEqual([
      { borough: hackney, who: 'secretariat', since: at, remindedAt: [], note: 'stopped in settling' },
    ]);
  });

  test('are nobody while the money is settled, and at the end', () => {
    expect(waitingFor(ended(carried, 'funded'))).toEqual([]);
    expect(waitingFor(states.reviewed)).toEqual([]);
  });
});

describe('the summary in a list', () => {
  test('matches the schema of the interface', () => {
    const [row] = reportRowsOf(open, [], at);
    if (row?.row !== 'proposal') throw new Error('The first row is that of the list');
    const summary = summaryOf(row);
    expect(ProposalSummary.parse(summary)).toEqual(summary);
    expect(summary).toMatchObject({ id: 'p1', title: content.title, total: 15_000_000, status: 'sign-off' });
    expect(summary.links.self).toBe('/v1/proposals/p1');
  });
});
