import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EarlierRevision } from '../../../functions/application/proposals/invited-boroughs.ts';
import { reportRowsOf } from '../../../functions/application/reports/project-proposal.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type {
  BenefitsRow,
  ContributionRow,
  PipelineRow,
  ReportRow,
  RoiRow,
} from '../../../functions/domain/record/report-row.ts';
import type { FinancialYear, Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, Ending } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import {
  answered,
  answeredByAll,
  closed,
  decided,
  ended,
  endedAt,
  opened,
  revised,
  settledIn,
  submitted,
  submittedAt,
  toTheEnd,
} from '../lives/states.ts';

const at: Instant = '2026-11-30T09:30:00.000Z';
const rowsOf = (state: ProposalState, earlier: readonly EarlierRevision[] = []) => reportRowsOf(state, earlier, at);
const roiOf = (rows: readonly ReportRow[]) => rows.filter((row): row is RoiRow => row.row === 'roi');
const contributionsOf = (rows: readonly ReportRow[]) =>
  rows.filter((row): row is ContributionRow => row.row === 'contribution');
const benefitsOf = (rows: readonly ReportRow[]) => rows.filter((row): row is BenefitsRow => row.row === 'benefits');
const waitsOf = (rows: readonly ReportRow[]) =>
  rows.filter((row): row is PipelineRow => row.row === 'pipeline' && !row.removed);
const ofBorough = <R extends { readonly boroughCode: BoroughCode }>(rows: readonly R[], borough: BoroughCode): R => {
  const row = rows.find(({ boroughCode }) => boroughCode === borough);
  if (row === undefined) throw new Error(`No row of ${borough}`);
  return row;
};
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const heldBy = ({ requests }: ProposalState, borough: BoroughCode) =>
  sum(
    requests.filter((each) => each.borough === borough).flatMap(({ hold }) => hold.cells.map(({ amount }) => amount)),
  );
const earlierOf = ({ revision, requests }: ProposalState): EarlierRevision => ({
  number: revision.number,
  content: revision.content,
  scheme: revision.scheme,
  requests,
});

const golden = JSON.parse(readFileSync(new URL('../../domain/golden/rules.json', import.meta.url), 'utf8'));
const [hackney, camden, newham] = [gss('E09000012'), gss('E09000007'), gss('E09000025')];
const apprenticeships = sample('digital-apprenticeships');
const damp = sample('damp-and-mould-sensors');
/** Every borough would pay for the whole of it. */
const willing = Object.fromEntries(
  apprenticeships.partners.map(({ borough }) => [borough, { kind: 'approve', upTo: 15_000_000 } as const]),
);

describe('the row of a proposal in its list', () => {
  test('has what the head and the current revision say', () => {
    const [row] = rowsOf(submitted(damp));
    expect(row).toMatchObject({
      row: 'proposal',
      reference: 'JF-7K3M2Q',
      title: damp.title,
      status: 'sign-off',
      revision: 1,
      leadBorough: damp.leadBorough,
      financialYears: ['2026-27', '2027-28', '2028-29', '2029-30'],
      total: 42_000_000,
      submittedAt,
      updatedAt: at,
      removed: false,
    });
  });
});

describe('rows of roi', () => {
  test('are one per invited borough, with the asked shares of the worked examples', () => {
    for (const { sample: name, shares } of golden.askedShares) {
      const rows = roiOf(rowsOf(submitted(sample(name))));
      expect(Object.fromEntries(rows.map(({ boroughCode, asked }) => [boroughCode, asked]))).toEqual(shares);
    }
  });

  test('before the close show no payment, and appraise as if all join', () => {
    const state = submitted(apprenticeships);
    const row = ofBorough(roiOf(rowsOf(state)), hackney);
    expect(row).toMatchObject({ contribution: null, upTo: null, decidedAt: null, daysToDecision: null, role: 'lead' });
    expect(row.pvCosts).toBe(state.appraisal.boroughs.find(({ borough }) => borough === hackney)?.presentValueCosts);
    expect(row.notes).toEqual(
      expect.arrayContaining([
        'Up to: no answer',
        'Contribution: not known before the sign-off round closes',
        'Decision: none yet',
      ]),
    );
  });

  test('R10 after the close have the contributions of the worked example, and 0 for a borough that declined', () => {
    const example = golden.sharedAgain[0];
    const state = submitted(apprenticeships);
    const others = { [newham]: { kind: 'decline' } } as const;
    const rows = roiOf(rowsOf(closed(answeredByAll(state, { ...willing, ...others }))));
    expect(Object.fromEntries(rows.map(({ boroughCode, contribution }) => [boroughCode, contribution]))).toEqual({
      ...example.contributions,
      [newham]: 0,
    });
    expect(ofBorough(rows, newham)).toMatchObject({ upTo: null, pvCosts: null, npsv: null, forecastBenefits: null });
    expect(ofBorough(rows, newham).notes).toEqual(
      expect.arrayContaining(['Up to: declined', 'Contribution: takes no part', 'Appraisal: none, takes no part']),
    );
    expect(ofBorough(rows, newham).notes).toContain('Actual benefits: none to return, takes no part');
    expect(ofBorough(rows, camden).notes).toContain('Actual benefits: none to return before it is funded');
  });

  test('R15 forecast benefits as stated sum to the benefit lines when all join, disbenefits counted negative', () => {
    for (const name of ['damp-and-mould-sensors', 'digital-apprenticeships', 'data-sharing-agreements']) {
      const content = sample(name);
      const rows = roiOf(rowsOf(closed(answeredByAll(submitted(content)))));
      const stated = content.benefits.map((line) => (line.class === 'disbenefit' ? -line.amount : line.amount));
      expect(sum(rows.map(({ forecastBenefits }) => forecastBenefits ?? 0))).toBe(sum(stated));
    }
  });

  test('a figure that cannot be computed is null, and the notes say why', () => {
    const rows = roiOf(rowsOf(submitted(sample('shared-procurement-of-assistive-technology'))));
    expect(rows.map(({ paybackYears }) => paybackYears)).toContain(null);
    for (const row of rows) {
      expect(row.paybackYears === null).toBe(row.notes.includes('Payback: not reached'));
      expect(row.actualBenefits).toBeNull();
    }
  });

  test('of a proposal that is not funded say that nothing is paid', () => {
    for (const ending of ['not-funded', 'lapsed', 'withdrawn'] as const) {
      const rows = roiOf(rowsOf(toTheEnd(closed(answeredByAll(submitted(apprenticeships))), ending)));
      expect(rows.map(({ contribution }) => contribution)).toEqual(rows.map(() => 0));
      expect(rows[0]?.notes).toContain(`Contribution: nothing is paid, ${ending}`);
      expect(rows[0]?.notes).toContain(`Actual benefits: none, ${ending.replace('-', ' ')}`);
    }
  });

  test('of a proposal that is not funded say from settling on how it ends and whose present values they show', () => {
    const present = (state: ProposalState) =>
      roiOf(rowsOf(state)).flatMap(({ notes }) => notes.filter((note) => note.startsWith('Present values')));
    const signedOff = closed(answeredByAll(submitted(apprenticeships)));
    for (const ending of ['not-funded', 'lapsed', 'withdrawn'] as const) {
      const settling = ended(signedOff, ending);
      expect(settling.head.status).toBe('settling');
      for (const row of [...roiOf(rowsOf(settling)), ...benefitsOf(rowsOf(settling))]) expect(row.ending).toBe(ending);
      const notes = present(toTheEnd(signedOff, ending));
      expect(new Set(notes)).toEqual(new Set(['Present values: as if those who signed off had paid; nothing is paid']));
    }
    const early = present(toTheEnd(submitted(apprenticeships), 'withdrawn'));
    expect(early).toHaveLength(apprenticeships.partners.length);
    expect(new Set(early)).toEqual(new Set(['Present values: as if all who were invited had joined; nothing is paid']));
    expect(present(signedOff)).toEqual([]);
    expect(present(toTheEnd(signedOff, 'funded'))).toEqual([]);
    expect(roiOf(rowsOf(signedOff)).map(({ ending }) => ending)).toEqual(apprenticeships.partners.map(() => null));
  });

  test('count the days to the decision between London dates: 23:30 UTC in winter is the same day', () => {
    const [row] = roiOf(rowsOf(toTheEnd(closed(answeredByAll(submitted(apprenticeships))), 'funded')));
    expect(row).toMatchObject({ decidedAt: endedAt, daysToDecision: 14, status: 'funded' });
    expect(row?.notes).toContain('Actual benefits: not returned');
  });

  test('call funded and not funded decided, and say that lapsed or withdrawn proposals were not decided', () => {
    const signedOff = closed(answeredByAll(submitted(apprenticeships)));
    for (const [ending, decidedAt, note] of [
      ['funded', endedAt, undefined],
      ['not-funded', endedAt, undefined],
      ['lapsed', null, 'Decision: none, lapsed'],
      ['withdrawn', null, 'Decision: none, withdrawn'],
    ] as const) {
      const rows = rowsOf(toTheEnd(signedOff, ending));
      for (const row of roiOf(rows)) {
        expect(row).toMatchObject({ decidedAt, daysToDecision: decidedAt === null ? null : 14 });
        expect(row.notes.find((each) => each.startsWith('Decision'))).toBe(note);
      }
      expect(rows.filter(({ row }) => row === 'proposal')).toMatchObject([{ decidedAt, status: ending }]);
      const settling = ofBorough(roiOf(rowsOf(ended(signedOff, ending))), hackney);
      expect(settling.notes).toContain(note ?? 'Decision: being settled');
    }
  });

  test("R17 show the review's conditions to every contributor and nobody else", () => {
    const state = closed(answeredByAll(submitted(apprenticeships), { ...willing, [newham]: { kind: 'decline' } }));
    const review = {
      ...{ outcome: 'recommend-with-conditions' as const, at, reasons: ['Worth it'] },
      conditions: ['Report after a year.', 'Cap agency staff.'],
    };
    const rows = roiOf(rowsOf({ ...state, review }));
    const conditions = ['Condition of the review: Report after a year.', 'Condition of the review: Cap agency staff.'];
    expect(ofBorough(rows, camden).notes).toEqual(expect.arrayContaining(conditions));
    expect(ofBorough(rows, newham).notes.filter((note) => note.startsWith('Condition'))).toEqual([]);
    expect(ofBorough(roiOf(rowsOf(state)), camden).notes.filter((note) => note.startsWith('Condition'))).toEqual([]);
  });

  test('R17 advice against a proposal stays in its rows, and its conditions count only if it is funded', () => {
    const state = closed(answeredByAll(submitted(apprenticeships)));
    const notesOf = (outcome: NonNullable<ProposalState['review']>['outcome'], ending: Ending | null) => {
      const review = { outcome, at, reasons: [], conditions: ['Report after a year.'] };
      const { notes } = ofBorough(roiOf(rowsOf({ ...state, head: { ...state.head, ending }, review })), camden);
      return notes.filter((note) => note.startsWith('Review') || note.startsWith('Condition'));
    };
    const condition = 'Condition of the review: Report after a year.';
    expect(notesOf('not-recommended', 'funded')).toEqual(['Review: did not recommend it', condition]);
    expect(notesOf('request-changes', null)).toEqual(['Review: asked for changes', condition]);
    expect(notesOf('lapsed', 'not-funded')).toEqual(['Review: no reviewer answered']);
    expect(notesOf('recommend', 'funded')).toEqual([condition]);
  });

  test('while a reviewer asks for changes, the payment is not known', () => {
    const state = closed(answeredByAll(submitted(apprenticeships)));
    const waiting = { ...state, head: { ...state.head, status: 'changes-requested' } } as const;
    expect(ofBorough(roiOf(rowsOf(waiting)), camden).contribution).toBeNull();
  });

  test('R29 a revoked approval no longer has a cap', () => {
    const state = answeredByAll(submitted(apprenticeships));
    const revoked = { at, by: who('secretary'), reason: 'Spending stop' };
    const requests = state.requests.map((each) => (each.borough === camden ? { ...each, revoked } : each));
    const row = ofBorough(roiOf(rowsOf({ ...state, requests })), camden);
    expect(row.upTo).toBeNull();
    expect(row.notes).toContain('Up to: approval revoked');
  });
});

describe('rows of contributions', () => {
  test('R11 asked figures sum to each asked share, and in each year and kind to the cost', () => {
    for (const name of ['damp-and-mould-sensors', 'digital-apprenticeships', 'data-sharing-agreements']) {
      const state = submitted(sample(name));
      const rows = contributionsOf(rowsOf(state));
      for (const { borough, asked } of state.requests) {
        expect(sum(rows.filter((row) => row.boroughCode === borough).map((row) => row.asked))).toBe(asked);
      }
      for (const { financialYear, kind } of rows) {
        const ofColumn = (each: { financialYear: FinancialYear; kind: string }) =>
          each.financialYear === financialYear && each.kind === kind;
        expect(sum(rows.filter(ofColumn).map((row) => row.asked))).toBe(
          sum(state.revision.content.costs.filter(ofColumn).map(({ amount }) => amount)),
        );
      }
    }
  });

  test('are one per invited borough, financial year and kind of the cost', () => {
    const rows = contributionsOf(rowsOf(submitted(damp)));
    const keys = rows.map(({ boroughCode, financialYear, kind }) => `${boroughCode} ${financialYear} ${kind}`);
    expect(new Set(keys).size).toBe(rows.length);
    expect(rows).toHaveLength(damp.partners.length * 4);
  });

  test('R12 an approval is held, a settled one is committed, and a declined one is neither', () => {
    const state = closed(answeredByAll(submitted(apprenticeships), { [newham]: { kind: 'request-changes' } }));
    expect(state.head.status).toBe('changes-requested');
    const held = contributionsOf(rowsOf(state)).filter(({ boroughCode }) => boroughCode === camden);
    expect(sum(held.map((row) => row.held))).toBe(heldBy(state, camden));
    expect(heldBy(state, camden)).toBeGreaterThan(0);
    const funded = contributionsOf(rowsOf(toTheEnd(closed(answeredByAll(submitted(apprenticeships))), 'funded')));
    expect(sum(funded.map(({ held: left }) => left))).toBe(0);
    expect(sum(funded.map(({ committed }) => committed))).toBe(sum(apprenticeships.costs.map(({ amount }) => amount)));
    expect(sum(funded.map(({ drawn }) => drawn))).toBe(0);
  });

  test('R13 of a proposal in stages commit only the first stage and hold the later ones', () => {
    const stages = [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }] as const;
    const costs = apprenticeships.costs.map((line, at) => ({ ...line, stage: at === 0 ? 1 : 2 }));
    const state = toTheEnd(closed(answeredByAll(submitted({ ...apprenticeships, stages, costs }))), 'funded');
    const rows = contributionsOf(rowsOf(state));
    expect(sum(rows.map(({ committed }) => committed))).toBe(costs[0]?.amount);
    expect(sum(rows.map(({ held }) => held))).toBeGreaterThan(0);
  });
});

describe('rows of benefits', () => {
  test('R15 sum to what roi says for each borough that takes part, and in each year and class to the lines', () => {
    for (const name of ['damp-and-mould-sensors', 'digital-apprenticeships', 'data-sharing-agreements']) {
      const content = sample(name);
      const rows = rowsOf(closed(answeredByAll(submitted(content))));
      for (const { boroughCode, forecastBenefits } of roiOf(rows)) {
        const { cells } = ofBorough(benefitsOf(rows), boroughCode);
        expect(sum(cells.map(({ forecast }) => forecast))).toBe(forecastBenefits);
      }
      const cells = benefitsOf(rows).flatMap((row) => row.cells);
      for (const line of content.benefits) {
        const same = (each: { financialYear: FinancialYear; class: string; confidence: number }) =>
          each.financialYear === line.financialYear && each.class === line.class && each.confidence === line.confidence;
        const stated = sum(content.benefits.filter(same).map(({ amount }) => amount));
        expect(sum(cells.filter(same).map(({ forecast }) => forecast))).toBe(
          line.class === 'disbenefit' ? -stated : stated,
        );
      }
    }
  });

  test('R16 are reduced by confidence and rounded once; disbenefits are negative and raised by it', () => {
    const line = { financialYear: '2027-28', borough: hackney, description: 'A line' } as const;
    const benefits = [
      { ...line, class: 'cashable', amount: 333, confidence: 2 },
      { ...line, class: 'cashable', amount: 4, confidence: 2 },
      { ...line, class: 'disbenefit', amount: 1_000, confidence: 6 },
    ] as const;
    const { cells } = ofBorough(benefitsOf(rowsOf(submitted({ ...apprenticeships, benefits }))), hackney);
    expect(cells).toEqual([
      {
        ...{ financialYear: '2027-28', class: 'cashable', confidence: 2, forecast: 337, adjusted: 320 },
        ...{ actual: null, returnedOn: null },
      },
      {
        ...{ financialYear: '2027-28', class: 'disbenefit', confidence: 6, forecast: -1_000, adjusted: -1_400 },
        ...{ actual: null, returnedOn: null },
      },
    ]);
  });

  test('have each year, class and confidence once, in order', () => {
    for (const { cells } of benefitsOf(rowsOf(submitted(sample('data-sharing-agreements'))))) {
      const keys = cells.map(({ financialYear, class: of, confidence }) => [
        financialYear,
        ['cashable', 'non-cashable', 'social', 'disbenefit'].indexOf(of),
        confidence,
      ]);
      expect(keys).toEqual(keys.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
      expect(new Set(keys.map((key) => key.join())).size).toBe(keys.length);
    }
  });

  test('of a borough that gains nothing or takes no part are removed', () => {
    const line = {
      financialYear: '2027-28',
      class: 'social',
      amount: 100,
      confidence: 1,
      description: 'A line',
    } as const;
    const benefits = [camden, newham].map((borough) => ({ ...line, borough }));
    const given = { ...willing, [newham]: { kind: 'decline' } } as const;
    const state = answeredByAll(submitted({ ...apprenticeships, benefits }), given);
    const there = (rows: readonly ReportRow[]) =>
      benefitsOf(rows).flatMap(({ boroughCode, removed }) => (removed ? [] : [boroughCode]));
    expect(there(rowsOf(state))).toEqual([camden, newham]);
    expect(there(rowsOf(closed(state)))).toEqual([camden]);
  });
});

describe('rows of the pipeline', () => {
  const damp4 = opened(submitted(damp));

  test('are one per borough that has not answered, since it was asked', () => {
    const state = answered(damp4, camden, { kind: 'approve', upTo: 9_000_000 });
    const reminded = state.requests.map((each) => ({ ...each, remindedAt: [at, at] }));
    const rows = waitsOf(rowsOf({ ...state, requests: reminded }));
    expect(rows.map(({ boroughCode }) => boroughCode)).toEqual([gss('E09000005'), gss('E09000022'), gss('E09000028')]);
    expect(rows[0]).toMatchObject({
      ...{ waitingFor: 'sign-off', waitingSince: submittedAt, remindersSent: 2, decideBy: state.head.closesAt },
      ...{ leadBorough: damp.leadBorough, borough: 'Brent' },
    });
  });

  test('R8 say where an officer who may answer must be found first', () => {
    const requests = damp4.requests.map((each) => ({
      ...each,
      asks: each.asks.map((ask) => ({ ...ask, passedOn: { at, why: 'recused' as const } })),
    }));
    expect(ofBorough(waitsOf(rowsOf({ ...damp4, requests })), camden)).toMatchObject({
      waitingFor: 'eligible-approver',
      waitingSince: at,
    });
  });

  test('wait for the reviewer, the proposer, the secretariat or the service in the lead’s row', () => {
    const inReview = closed(answeredByAll(submitted(apprenticeships)));
    const waits = (changes: object) =>
      waitsOf(rowsOf({ ...inReview, head: { ...inReview.head, ...changes } })).map((row) => [
        ...[row.boroughCode, row.waitingFor, row.waitingSince],
      ]);
    const closedAt = inReview.round?.at;
    expect(waits({})).toEqual([[hackney, 'review', closedAt]]);
    expect(waits({ opened: true })).toEqual([[hackney, 'eligible-reviewer', closedAt]]);
    expect(waits({ status: 'changes-requested' })).toEqual([[hackney, 'revision', closedAt]]);
    expect(waits({ status: 'needs-attention', stopped: 'settling' })).toEqual([[hackney, 'resumption', at]]);
    expect(waits({ status: 'settling', endedAt })).toEqual([[hackney, 'settlement', endedAt]]);
  });

  test('R17 name the borough whose reviewer was asked', () => {
    const inReview = closed(answeredByAll(submitted(apprenticeships)));
    const reviews = [
      {
        ...{
          borough: camden,
          name: 'Camden',
          person: who('reviewer'),
          officer: 'reviewer',
          askedAt: endedAt,
          answer: null,
        },
        ...{ passedOn: null, late: null, delivery: 'pending' as const, remindedAt: [endedAt] },
      },
    ];
    expect(waitsOf(rowsOf({ ...inReview, reviews }))).toMatchObject([
      { boroughCode: camden, borough: 'Camden', waitingFor: 'review', waitingSince: endedAt, remindersSent: 1 },
    ]);
  });

  test('are all removed once the proposal is settled', () => {
    for (const ending of ['funded', 'not-funded', 'lapsed', 'withdrawn'] as const)
      expect(waitsOf(rowsOf(toTheEnd(closed(answeredByAll(submitted(apprenticeships))), ending)))).toEqual([]);
  });
});

describe('versions of rows', () => {
  test('grow with every change of the head and with each borough that is settled', () => {
    const fixed = ended(closed(answeredByAll(submitted(apprenticeships))), 'funded');
    const states = [submitted(apprenticeships), opened(submitted(apprenticeships)), fixed];
    let state = fixed;
    for (const { borough } of fixed.requests) {
      state = settledIn(state, borough).state;
      states.push(state);
    }
    states.push(decided(state));
    const versions = states.map((each) => rowsOf(each)[0]?.version ?? 0);
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    expect(states.at(-2)?.head.version).toBe(fixed.head.version);
  });

  test('are the same for all rows of one state', () => {
    expect(new Set(rowsOf(answeredByAll(submitted(damp))).map(({ version }) => version)).size).toBe(1);
  });
});

describe('R7 after a revision', () => {
  const without = (content: typeof damp, borough: BoroughCode) => ({
    ...content,
    partners: content.partners.filter((partner) => partner.borough !== borough),
  });

  test('a borough that is left out has removed rows', () => {
    const first = opened(submitted(damp));
    const second = revised(first, without(damp, camden));
    const rows = rowsOf(second, [earlierOf(first)]);
    expect(ofBorough(roiOf(rows), camden)).toMatchObject({ removed: true, borough: 'Camden', contribution: 0 });
    expect(contributionsOf(rows).filter(({ boroughCode }) => boroughCode === camden)).toEqual(
      Array(4).fill(expect.objectContaining({ removed: true, asked: 0, held: 0, committed: 0 })),
    );
    expect(roiOf(rows).filter(({ removed }) => !removed)).toHaveLength(3);
  });

  test('a borough that is left out stays in the report only while it holds money', () => {
    const first = answered(opened(submitted(damp)), camden, { kind: 'approve', upTo: 9_000_000 });
    const second = revised(first, without(damp, camden));
    const held = contributionsOf(rowsOf(second, [earlierOf(first)])).filter((row) => row.boroughCode === camden);
    expect(sum(held.filter(({ removed }) => !removed).map((row) => row.held))).toBe(heldBy(first, camden));
    const freed = { ...first, requests: first.requests.map((each) => ({ ...each, hold: released })) };
    const after = contributionsOf(rowsOf(second, [earlierOf(freed)])).filter((row) => row.boroughCode === camden);
    expect(after.map(({ removed, held: left }) => [removed, left])).toEqual(Array(4).fill([true, 0]));
  });

  test('a year that is gone has removed rows, unless it still has an old hold', () => {
    const gone: FinancialYear = '2029-30';
    const first = answered(opened(submitted(damp)), camden, { kind: 'approve', upTo: 9_000_000 });
    const costs = damp.costs.filter(({ financialYear }) => financialYear !== gone);
    const rows = contributionsOf(rowsOf(revised(first, { ...damp, costs }), [earlierOf(first)]));
    const ofYear = rows.filter(({ financialYear }) => financialYear === gone);
    expect(ofYear).toHaveLength(4);
    for (const row of ofYear) expect(row.removed).toBe(row.boroughCode !== camden);
    expect(ofBorough(ofYear, camden).held).toBeGreaterThan(0);
  });

  const released = { status: 'released', cells: [], committed: [] } as const;
});
