import { describe, expect, test } from 'vitest';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { verifyChain } from '../../../functions/domain/record/event-chain.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { TaskAttempt, TaskToken } from '../../../functions/domain/record/step.ts';
import type { Delivery, ReplacedAnswer } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough } from '../../support/builders/boroughs.ts';
import { gss, pid, who } from '../../support/builders/ids.ts';
import {
  aContribution,
  aHead,
  anAppraisal,
  approving,
  aRevision,
  cellsOf,
  changeOf,
  codes,
  submission,
  submittedAt,
} from '../../support/builders/records.ts';
import { anApproval, anAsk, aRequest } from '../../support/builders/requests.ts';
import type { Engine } from '../engines/engines.ts';
import { loaded, submitted, submittedTo } from './submitted.ts';

const [lead, partner] = [gss('E09000001'), gss('E09000002')] as const;
const late = { kind: 'approve', at: '2026-12-19T09:00:00.000Z', by: who('late-officer') } as const;

const attempt = (time: string, retry: number): TaskAttempt => ({ enteredAt: `2026-11-23T${time}Z`, retry });
/** The rest of a registration that has only a token. */
const alone = { expected: 1, outbox: [], acknowledges: [] } as const;

function tokenOf(proposal: ProposalId, of: TaskAttempt | null, token: string): TaskToken {
  return { proposal, cycle: 1, step: 'sign-off', token, attempt: of };
}

/** The promises of `Proposals` for its reads and for each part of a change. */
export function proposalsContract(engine: Engine): void {
  describe('reading', () => {
    test('a proposal that was never submitted does not exist', async () => {
      const { proposals } = await engine.open();
      expect(await proposals.load(pid('none'))).toBeUndefined();
      expect(await proposals.head(pid('none'))).toBeUndefined();
      expect(await proposals.revision(pid('none'), 1)).toBeUndefined();
      expect(await proposals.requests(pid('none'), 1)).toEqual([]);
      expect(await proposals.reviews(pid('none'), 1)).toEqual([]);
      expect(await proposals.events(pid('none'), 0, 10)).toEqual([]);
      expect(await proposals.salts(pid('none'), 1)).toBeUndefined();
    });

    test('what was submitted is read back exactly', async () => {
      const { store, change } = await submitted(engine, codes(33));
      const state = await loaded(store, change.head.id);
      expect(state).toEqual({
        head: change.head,
        revision: change.revision,
        requests: change.requests,
        round: null,
        reviews: [],
        review: null,
        confirming: null,
        contributions: [],
        appraisal: change.appraisal,
        decision: null,
      });
      expect(await store.proposals.head(change.head.id)).toEqual(change.head);
      expect(await store.proposals.revision(change.head.id, 1)).toEqual(change.revision);
      expect(await store.proposals.salts(change.head.id, 1)).toEqual(change.salts[0]);
      expect(await store.people.get([...(change.people ?? [])].map(({ id }) => id))).toEqual(change.people);
      expect(await store.outbox.get(`start.${change.head.id}.1`)).toEqual(change.outbox?.[0]);
    });

    test('every optional part of a head, a request and a revision is kept, and so is its absence', async () => {
      const store = await engine.open();
      const head = aHead(codes(2), {
        closesAt: null,
        due: null,
        ending: 'withdrawn',
        endedAt: submittedAt,
        stopped: 'roi-review',
        topUp: { since: submittedAt, until: submittedAt },
        status: 'needs-attention',
        authors: [who('proposer'), who('editor')],
        recused: [who('recused-1')],
        opened: true,
        attempts: 3,
      });
      const revoked = { at: submittedAt, by: who('secretary'), reason: 'Spending stop' };
      const extended = { at: submittedAt, by: who('secretary'), reason: 'A later committee' };
      const confirm = {
        asks: [anAsk('confirmer', { askedAt: submittedAt, onBehalfOf: who('absent') })],
        remindedAt: [submittedAt],
      };
      const takenBack = { ...revoked, why: 'link' } as const;
      const calledIn = { ...revoked, until: submittedAt, ended: { ...revoked, how: 'set-aside' } } as const;
      const keyDecision = { basis: 'notice', reference: 'KD 12', on: '2026-10-01', callInWorkingDays: 5 } as const;
      const answer = anApproval(80, { keyDecision, replaces: 'ODR-0' });
      const request = aRequest(lead, {
        ...{ lead: true, extended, revoked, silenceNote: 'No standing authority', answer },
        ...{ confirm, takenBack, calledIn },
        ...{ answers: 3, highest: 90, answeredBefore: [who('approver')] },
      });
      const { content } = aRevision(head.id, codes(2));
      const bias = {
        ...content,
        optimismBias: { rate: 0.51, mitigation: 0.5 },
        respondBy: submittedAt,
        alternatives: '',
      };
      const revision = aRevision(head.id, codes(2), { content: bias });
      await store.proposals.commit(submission(codes(2), { requests: [request], revision }, head));
      const state = await loaded(store, head.id);
      expect(state.head).toEqual({ ...head, version: 1, events: 1, chainHead: state.head.chainHead });
      expect(state.requests).toEqual([request]);
      expect(state.revision).toEqual(revision);
    });

    test('R29 contributions count until one of their boroughs revokes, unless they were shared again', async () => {
      const { store, head } = await submitted(engine);
      const both = codes(2).map((borough) => aContribution(borough, cellsOf(2)));
      const round = {
        kind: 'carried',
        at: submittedAt,
        reasons: ['Two approved'],
        extendedTo: submittedAt,
        withoutOfficer: [lead],
        firstShared: both.map(({ borough, amount }) => ({ borough, amount })),
      } as const;
      await store.proposals.commit(changeOf(await loaded(store, head.id), { round, contributions: both }));
      expect(await loaded(store, head.id)).toMatchObject({ contributions: both, round });
      const [first = gss(''), second = gss('')] = codes(2);
      const revoked = { at: submittedAt, by: who('secretary'), reason: 'Spending stop' };
      const revoking = { requests: [aRequest(second, { revoked })] };
      await store.proposals.commit(changeOf(await loaded(store, head.id), revoking));
      expect((await loaded(store, head.id)).contributions).toEqual([]);
      const again = [aContribution(first, cellsOf(2))];
      await store.proposals.commit(changeOf(await loaded(store, head.id), { contributions: again }));
      expect((await loaded(store, head.id)).contributions).toEqual(again);
    });

    test('R17 R29 why the boroughs confirm is kept with its revision, and older proposals have nothing to confirm', async () => {
      const { store, head } = await submitted(engine);
      expect((await loaded(store, head.id)).confirming).toBeNull();
      const confirming = {
        since: submittedAt,
        advice: { outcome: 'lapsed', until: submittedAt },
        callIns: [{ borough: lead, until: submittedAt }],
        goneOn: { at: submittedAt, by: who('lead'), reasons: 'It is still worth it.' },
        topUp: { since: submittedAt, until: submittedAt, shortfall: 125_000 },
        close: { outcome: 'confirmed', at: submittedAt, reasons: ['Nobody took an approval back.'] },
      } as const;
      await store.proposals.commit(changeOf(await loaded(store, head.id), { confirming }));
      expect((await loaded(store, head.id)).confirming).toEqual(confirming);
    });

    test('R19 the chain of events verifies as read, page by page', async () => {
      const { store, head } = await submitted(engine);
      await store.proposals.commit(changeOf(await loaded(store, head.id)));
      await store.proposals.commit(approving(await loaded(store, head.id), lead, []));
      const first = await store.proposals.events(head.id, 0, 2);
      const rest = await store.proposals.events(head.id, 2, 2);
      const end = (await loaded(store, head.id)).head;
      expect([first.length, rest.length]).toEqual([2, 1]);
      expect(verifyChain([...first, ...rest], systemDigests, { sequence: 3, hash: end.chainHead })).toEqual({
        kind: 'verified',
        head: { sequence: 3, hash: end.chainHead },
      });
    });

    test('a new revision hides the items of the one before, which can still be read', async () => {
      const { store, head, requests } = await submitted(engine);
      const closing = changeOf(await loaded(store, head.id), {
        round: { kind: 'carried', at: submittedAt, reasons: ['Two approved'] },
        contributions: [aContribution(lead, cellsOf(2))],
      });
      await store.proposals.commit(closing);
      const revision = aRevision(head.id, [lead], { number: 2, total: 1 });
      const again = { revision: 2, cycle: 2 };
      const appraisal = anAppraisal([lead]);
      const revising = changeOf(await loaded(store, head.id), {
        head: again,
        revision,
        requests: [aRequest(lead)],
        appraisal,
      });
      await store.proposals.commit(revising);
      const state = await loaded(store, head.id);
      expect(state).toMatchObject({ head: again, revision: { number: 2, total: 1 }, round: null, contributions: [] });
      expect(state.requests).toEqual([aRequest(lead)]);
      expect(state.appraisal).toEqual(appraisal);
      expect(await store.proposals.requests(head.id, 1)).toEqual(requests);
      expect((await store.proposals.revision(head.id, 1))?.total).toBe(24_000_000);
    });

    test('R29 contributions that are shared again replace the earlier ones, including those of a borough that left', async () => {
      const { store, head } = await submitted(engine);
      const [first, second] = [aContribution(lead, cellsOf(1)), aContribution(partner, cellsOf(1))];
      await store.proposals.commit(changeOf(await loaded(store, head.id), { contributions: [first, second] }));
      expect((await loaded(store, head.id)).contributions).toEqual([first, second]);
      const alone = aContribution(lead, cellsOf(3));
      await store.proposals.commit(changeOf(await loaded(store, head.id), { contributions: [alone] }));
      expect((await loaded(store, head.id)).contributions).toEqual([alone]);
    });

    test('R1 an answer that replaces another keeps the old one, in order, and nothing that is decided by reads it', async () => {
      const { store, head } = await submitted(engine);
      const kept = (borough: BoroughCode, order: number): ReplacedAnswer => ({
        ...{ borough, order, answer: anApproval(order, { record: `ODR-${order}`, replaces: 'ODR-0' }) },
        ...{ why: order === 1 ? 'recused' : 'replaced', at: submittedAt, by: who('somebody') },
      });
      expect(await store.proposals.replacedAnswers(head.id, 1)).toEqual([]);
      const answers = [kept(partner, 2), kept(lead, 10), kept(lead, 2), kept(lead, 1)];
      for (const replaced of answers) {
        const change = changeOf(await loaded(store, head.id), { replaced: [replaced] });
        expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
      }
      const inOrder = [kept(lead, 1), kept(lead, 2), kept(lead, 10), kept(partner, 2)];
      expect(await store.proposals.replacedAnswers(head.id, 1)).toEqual(inOrder);
      expect(await store.proposals.replacedAnswers(head.id, 2)).toEqual([]);
      const state = await loaded(store, head.id);
      expect(state.requests).toEqual([aRequest(lead, { lead: true }), aRequest(partner)]);
    });

    test('R12 an answer that replaces another moves only the difference, keeps the old one, or changes nothing', async () => {
      const { store, head } = await submitted(engine);
      const year = '2026-27' as const;
      const cells = (amount: number) => [{ stage: 1, financialYear: year, kind: 'revenue', amount }] as const;
      await store.budgets.allocate(lead, year, { revenue: 100, capital: 0 });
      await store.proposals.commit(approving(await loaded(store, head.id), lead, cells(90)));
      const replacing = (upTo: number, state: ProposalState) => {
        const answer = state.requests[0]?.answer ?? anApproval(0);
        const kept = { borough: lead, order: 1, answer, why: 'replaced', at: submittedAt, by: who('two') } as const;
        return approving(state, lead, cells(upTo), { replaced: [kept] });
      };
      const before = await loaded(store, head.id);
      expect(await store.proposals.commit(replacing(101, before))).toMatchObject({
        kind: 'short',
        movements: [{ available: -11, held: 11 }],
      });
      expect(await loaded(store, head.id)).toEqual(before);
      expect(await store.proposals.replacedAnswers(head.id, 1)).toEqual([]);
      expect(await store.budgets.get(lead, year, 'revenue')).toMatchObject({ available: 10, held: 90 });

      expect(await store.proposals.commit(replacing(100, before))).toEqual({ kind: 'committed' });
      expect((await loaded(store, head.id)).requests[0]?.answer?.upTo).toBe(100);
      expect(await store.proposals.replacedAnswers(head.id, 1)).toMatchObject([{ order: 1, answer: { upTo: 90 } }]);
      expect(await store.budgets.get(lead, year, 'revenue')).toMatchObject({ available: 0, held: 100 });
      // Two replacements of the same state: the second one is refused, and nothing of it is kept.
      expect(await store.proposals.commit(replacing(50, before))).toEqual({ kind: 'again', why: 'stale' });
      expect(await store.budgets.get(lead, year, 'revenue')).toMatchObject({ available: 0, held: 100 });
    });

    test('R1 a change that is refused keeps no replaced answer', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      await store.proposals.commit(changeOf(state));
      const answer = anApproval(1);
      const replaced = { borough: lead, order: 1, answer, why: 'replaced', at: submittedAt, by: who('one') } as const;
      const stale = await store.proposals.commit(changeOf(state, { replaced: [replaced] }));
      expect(stale).toEqual({ kind: 'again', why: 'stale' });
      expect(await store.proposals.replacedAnswers(head.id, 1)).toEqual([]);
    });

    test('R17 closes, reviews and the decision are read back, one review per reviewer', async () => {
      const { store, head } = await submitted(engine);
      const round = { kind: 'carried', at: submittedAt, reasons: ['Two approved'] } as const;
      const review = {
        outcome: 'lapsed',
        at: submittedAt,
        reasons: ['Nobody'],
        conditions: ['Report yearly'],
      } as const;
      const asked = {
        borough: partner,
        name: 'Barnet',
        officer: 'reviewer-1',
        late: null,
        delivery: 'pending',
      } as const;
      const passed = {
        ...asked,
        person: who('z-first'),
        askedAt: '2026-12-19T09:00:00.000Z',
        answer: null,
        passedOn: { at: submittedAt, why: 'not-eligible' },
        remindedAt: [submittedAt],
      } as const;
      const answer = {
        kind: 'recommend-with-conditions',
        at: submittedAt,
        by: who('a-second'),
        authority: 'Section 151',
        reasons: 'It is worth its money',
        conditions: 'Report yearly',
        link: 'c'.repeat(64),
        record: 'ODR-9',
      } as const;
      const next = {
        ...passed,
        person: who('a-second'),
        askedAt: '2026-12-20T09:00:00.000Z',
        answer,
        passedOn: null,
      } as const;
      const decision = {
        decidedAt: submittedAt,
        outcome: 'lapsed',
        reasons: ['Nobody'],
        conditions: ['Report yearly'],
      } as const;
      const change = changeOf(await loaded(store, head.id), { round, review, reviews: [next, passed], decision });
      await store.proposals.commit(change);
      const state = await loaded(store, head.id);
      expect(state).toMatchObject({ round, review, decision: { ...decision, chainHead: state.head.chainHead } });
      expect(state.reviews).toEqual([passed, next]);
      expect(await store.proposals.reviews(head.id, 1)).toEqual([passed, next]);
      expect(await store.proposals.reviews(head.id, 2)).toEqual([]);
    });
  });

  describe('beside the requests', () => {
    test('R5 the first late answer stays, whatever comes after it', async () => {
      const { store, head } = await submitted(engine);
      await store.proposals.keepLate(head.id, 1, partner, late);
      await store.proposals.keepLate(head.id, 1, partner, { ...late, kind: 'decline' });
      await store.proposals.commit(changeOf(await loaded(store, head.id), { requests: [aRequest(partner)] }));
      const state = await loaded(store, head.id);
      expect(state.requests.map((request) => request.late)).toEqual([null, late]);
      expect(state.head.version).toBe(2);
      expect((await store.proposals.requests(head.id, 1))[1]?.late).toEqual(late);
    });

    test("R4 each officer's newest delivery counts, and a change that read an older one does not undo it", async () => {
      const { store, head } = await submitted(engine);
      const before = await loaded(store, head.id);
      const note = (name: string, delivery: Delivery) =>
        store.proposals.noteDelivery(head.id, 1, { step: 'sign-off', borough: lead, person: who(name), delivery });
      await note(`approver-${lead}`, 'delivered');
      await note(`approver-${lead}`, 'unreachable');
      await note('somebody else', 'delivered');
      await store.proposals.commit(changeOf(before, { requests: before.requests }));
      const state = await loaded(store, head.id);
      expect(state.requests.map(({ delivery }) => delivery)).toEqual(['unreachable', 'pending']);
    });

    test('R17 a late answer or delivery of a review belongs to that reviewer alone', async () => {
      const { store, head } = await submitted(engine);
      const asked = {
        borough: partner,
        name: 'Barnet',
        officer: 'reviewer-1',
        askedAt: submittedAt,
        answer: null,
        passedOn: null,
        late: null,
        delivery: 'pending',
        remindedAt: [],
      } as const;
      const reviews = ['first', 'second'].map((name) => ({ ...asked, person: who(name) }));
      await store.proposals.commit(changeOf(await loaded(store, head.id), { reviews }));
      await store.proposals.keepLate(head.id, 1, partner, late, who('first'));
      const second = { step: 'review', borough: partner, person: who('second'), delivery: 'delivered' } as const;
      await store.proposals.noteDelivery(head.id, 1, second);
      const state = await loaded(store, head.id);
      expect(state.reviews).toEqual([
        { ...asked, person: who('first'), late },
        { ...asked, person: who('second'), delivery: 'delivered' },
      ]);
      expect(state.requests).toEqual([aRequest(lead, { lead: true }), aRequest(partner)]);
    });
  });

  describe('the sweep and the steps', () => {
    test('the next due moment is set without a new version, and only over the version that was read', async () => {
      const { store, head } = await submitted(engine);
      const next = { due: '2026-12-24T00:00:00.000Z', attempts: 2 } as const;
      expect(await store.proposals.reschedule(head.id, 1, next)).toBe(true);
      expect(await store.proposals.head(head.id)).toEqual({ ...head, ...next });
      expect(await store.proposals.reschedule(head.id, 2, { due: null, attempts: 0 })).toBe(false);
      expect(await store.proposals.reschedule(head.id, 1, { due: null, attempts: 0 })).toBe(true);
      expect(await store.proposals.head(head.id)).toEqual({ ...head, due: null, attempts: 0 });
      expect(await store.proposals.reschedule(pid('none'), 1, next)).toBe(false);
      expect(await store.proposals.head(pid('none'))).toBeUndefined();
    });

    test('a token replaces any earlier one, with its entries, and changes nothing of the proposal', async () => {
      const { store, head, outbox } = await submitted(engine);
      const token = tokenOf(head.id, null, 'first');
      const started = outbox?.[0]?.id ?? '';
      const resume = {
        id: `resume.${head.id}.1.sign-off`,
        proposal: head.id,
        task: { kind: 'resume', cycle: 1, step: 'sign-off', outcome: 'carried' },
        status: 'pending',
        attempt: 1,
        due: submittedAt,
      } as const;
      const registration = { token, expected: 1, outbox: [resume], acknowledges: [started, 'start.none.1'] };
      expect(await store.proposals.registerToken(registration)).toEqual({ kind: 'committed' });
      const second = { ...registration, token: { ...token, token: 'second' }, acknowledges: [] };
      expect(await store.proposals.registerToken(second)).toEqual({ kind: 'committed' });
      expect((await store.tokens.get(head.id, 1, 'sign-off'))?.token).toBe('second');
      expect(await store.outbox.get(resume.id)).toEqual(resume);
      expect(await store.outbox.get(started)).toMatchObject({ status: 'done', due: null });
      expect(await store.outbox.get('start.none.1')).toBeUndefined();
      expect(await store.proposals.head(head.id)).toEqual(head);
    });

    test.each([
      ['was tried again', attempt('10:00:00.000', 1), attempt('10:00:00.000', 2)],
      ['entered its state anew', attempt('10:00:00.000', 7), attempt('10:00:00.001', 0)],
      ['is the same', attempt('10:00:00.000', 3), attempt('10:00:00.000', 3)],
      ['has an attempt, and the stored one has none', null, attempt('10:00:00.000', 0)],
      ['has no attempt', attempt('10:00:00.000', 1), null],
    ])('a token replaces an earlier one where its task %s', async (_, earlier, later) => {
      const { store, head } = await submitted(engine);
      const registrations = [tokenOf(head.id, earlier, 'earlier'), tokenOf(head.id, later, 'later')];
      for (const token of registrations) {
        expect(await store.proposals.registerToken({ token, ...alone })).toEqual({ kind: 'committed' });
      }
      expect(await store.tokens.get(head.id, 1, 'sign-off')).toEqual(registrations[1]);
    });

    test.each([
      ['tried again', attempt('10:00:00.000', 2), attempt('10:00:00.000', 1)],
      ['tried a tenth time', attempt('10:00:00.000', 10), attempt('10:00:00.000', 9)],
      ['entered anew', attempt('10:00:00.001', 0), attempt('10:00:00.000', 7)],
    ])('a token of a task that was %s meanwhile is outdated, and writes nothing', async (_, newer, older) => {
      const { store, head, outbox } = await submitted(engine);
      const token = tokenOf(head.id, newer, 'newer');
      await store.proposals.registerToken({ token, ...alone });
      const started = outbox?.[0]?.id ?? '';
      const late = { token: tokenOf(head.id, older, 'older'), ...alone, acknowledges: [started] };
      expect(await store.proposals.registerToken(late)).toEqual({ kind: 'outdated' });
      // Even if the head has changed, and an entry that it would acknowledge does not exist.
      const later = { ...late, expected: 2, acknowledges: ['start.none.1'] };
      expect(await store.proposals.registerToken(later)).toEqual({ kind: 'outdated' });
      expect(await store.tokens.get(head.id, 1, 'sign-off')).toEqual(token);
      expect(await store.outbox.get(started)).toMatchObject({ status: 'pending' });
    });

    test('a token of another step or cycle makes none outdated', async () => {
      const { store, head } = await submitted(engine);
      const older = tokenOf(head.id, attempt('10:00:00.000', 0), 'older');
      for (const other of [{ step: 'review' }, { cycle: 2 }] as const) {
        const token = { ...tokenOf(head.id, attempt('11:00:00.000', 0), 'other'), ...other };
        await store.proposals.registerToken({ token, ...alone });
      }
      expect(await store.proposals.registerToken({ token: older, ...alone })).toEqual({ kind: 'committed' });
    });

    test('a token of a head that changed is not registered', async () => {
      const { store, head } = await submitted(engine);
      const token = tokenOf(head.id, null, 'first');
      const registration = { token, expected: 2, outbox: [], acknowledges: [] };
      expect(await store.proposals.registerToken(registration)).toEqual({ kind: 'again', why: 'stale' });
      expect(await store.tokens.get(head.id, 1, 'sign-off')).toBeUndefined();
    });

    test('a lost reply to a registration is recognised by the token, before and after the write', async () => {
      const { store, head } = await submitted(engine);
      const token = { ...tokenOf(head.id, attempt('10:00:00.000', 0), 'first'), step: 'review' } as const;
      const registration = { token, ...alone };
      store.failNext('lost-before');
      expect(await store.proposals.registerToken(registration)).toEqual({ kind: 'again', why: 'conflict' });
      store.failNext('throttle');
      expect(await store.proposals.registerToken(registration)).toEqual({ kind: 'again', why: 'throttled' });
      store.failNext('lost-after');
      expect(await store.proposals.registerToken(registration)).toEqual({ kind: 'committed' });
    });

    test('if the head changes between its read and the rest, both are read again and match', async () => {
      const { store, head } = await submitted(engine);
      const before = await loaded(store, head.id);
      const answer = approving(before, lead, []);
      store.beforeNextQuery(() => store.proposals.commit(answer));
      const state = await loaded(store, head.id);
      expect(state.head).toEqual(answer.head);
      expect(state.requests[0]?.answer).toEqual(answer.requests?.[0]?.answer);
    });

    test('R6 a revision that comes in between is not mixed with the one that was read', async () => {
      const { store, head } = await submitted(engine);
      const before = await loaded(store, head.id);
      const revising = changeOf(before, {
        head: { revision: 2 },
        revision: aRevision(head.id, [lead], { number: 2 }),
        requests: [aRequest(lead)],
        appraisal: anAppraisal([lead]),
      });
      store.beforeNextQuery(() => store.proposals.commit(revising));
      const state = await loaded(store, head.id);
      expect([state.head.revision, state.revision.number, state.requests.length]).toEqual([2, 2, 1]);
    });
  });

  test('R6 a borough that the decision depends on must still have the version that was read', async () => {
    const store = await engine.open();
    await store.boroughs.put(aBorough(partner, { version: 4 }), [], null);
    const { head } = await submittedTo(store);
    const state = await loaded(store, head.id);
    const requiredVersions = (version: number) =>
      changeOf(state, { requiredVersions: [{ borough: partner, version }] });
    expect(await store.proposals.commit(requiredVersions(3))).toEqual({ kind: 'again', why: 'borough-changed' });
    const absent = changeOf(state, { requiredVersions: [{ borough: lead, version: 1 }] });
    expect(await store.proposals.commit(absent)).toEqual({ kind: 'again', why: 'borough-changed' });
    const twice = changeOf(state, { requiredVersions: [4, 4].map((version) => ({ borough: partner, version })) });
    expect(await store.proposals.commit(twice)).toEqual({ kind: 'committed' });
  });
}
