import fc from 'fast-check';
import type { Round } from '../../../functions/domain/sign-off/round.ts';
import type {
  AskedOfficer,
  SignOffAnswer,
  SignOffRequest,
} from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough, Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, CostLine } from '../../../functions/domain/vocabulary/proposal.ts';
import type { DecisionRule } from '../../../functions/domain/vocabulary/scheme.ts';
import { aBorough, anOfficer, camden } from '../../support/builders/boroughs.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { anAnswer, anAsk, aRequest } from '../../support/builders/requests.ts';

const opensAt: Instant = '2026-12-04T09:00:00.000Z';
export const closesAt: Instant = '2026-12-18T17:00:00.000Z';
/** A moment before the deadline. */
export const before: Instant = '2026-12-10T10:00:00.000Z';

export const asked = (person: string, passedOn: AskedOfficer['passedOn'] = null): AskedOfficer =>
  anAsk(person, { officer: person, askedAt: opensAt, passedOn });

/** Stands for an officer of the borough's own, so that two boroughs have two people. */
const somebody = who('somebody');

/** A request that was delivered and not answered; `borough` names it, and gss('A') leads. */
export const request = (borough: BoroughCode, more: Partial<SignOffRequest> = {}): SignOffRequest => {
  const given = more.answer ?? null;
  return aRequest(borough, {
    lead: borough === gss('A'),
    asks: [asked(`approver-${borough}`)],
    delivery: 'delivered',
    ...more,
    answer: given?.by === somebody ? { ...given, by: who(`somebody-${borough}`) } : given,
  });
};

export const answer = (kind: SignOffAnswer['kind'], more: Partial<SignOffAnswer> = {}): SignOffAnswer =>
  anAnswer(kind, { at: before, by: somebody, ...more });

export const approve = (upTo: number): SignOffAnswer => answer('approve', { upTo });
/** The recorded answer if a standing authority covers silence (R4). */
export const deemed = (upTo: number): SignOffAnswer => answer('approve', { upTo, by: null, link: null, silence: true });

export function shared(amount: number, more: Partial<CostLine> = {}): CostLine {
  return { financialYear: '2026-27', kind: 'revenue', amount, description: 'Work', stage: 1, ...more };
}

/** These rules as a scheme that counts every approval, closes at once and has no top-up. */
export const ruled = (decisionRule: DecisionRule, more: Partial<Round['scheme']> = {}): Round['scheme'] => ({
  decisionRule,
  countsFrom: 0,
  graceWorkingDays: 0,
  topUp: null,
  ...more,
});

/**
 * A round of these requests: 300 pence shared, a coalition of at least two, all officers present, five revisions left.
 */
export function round(requests: readonly SignOffRequest[], more: Partial<Round> = {}): Round {
  return {
    scheme: ruled({ kind: 'coalition', minimumBoroughs: 2 }),
    costs: [shared(300)],
    requests,
    withoutOfficer: new Set(),
    revisionsLeft: 5,
    at: before,
    closesAt,
    topUp: null,
    carriedFrom: null,
    ...more,
  };
}

/** An officer of Camden, by the id of the post. */
export const officer = (id: string, more: Partial<Officer> = {}): Officer =>
  anOfficer(camden, id, { person: who(`person-${id}`), name: `Officer ${id}`, roles: ['approver'], ...more });

/** Camden with these officers. */
export const borough = (officers: readonly Officer[], more: Partial<Borough> = {}): Borough =>
  aBorough(camden, { officers, ...more });

const rule: fc.Arbitrary<DecisionRule> = fc.oneof(
  fc.record({ kind: fc.constant('coalition' as const), minimumBoroughs: fc.integer({ min: 2, max: 5 }) }),
  fc.record({
    kind: fc.constant('share' as const),
    of: fc.constantFrom('eligible' as const, 'responding' as const),
    atLeast: fc.constantFrom([1, 2] as const, [2, 3] as const, [3, 4] as const, [1, 1] as const, [1, 10] as const),
  }),
  fc.constant({ kind: 'unanimous' as const }),
);

const sharedCost = 300;

/** Answers that a borough with these own lines may give, with caps around the decisive amounts. */
export function possibleAnswers(ownLines: number, total: number): readonly (SignOffAnswer | null)[] {
  const caps = [Math.max(1, ownLines), ownLines + 60, ownLines + 100, total];
  return [null, answer('decline'), answer('request-changes'), ...caps.map((cap) => approve(cap))];
}

/** Rounds of two to five boroughs, with 300 pence shared and every kind of place a borough can be in. */
export const rounds: fc.Arbitrary<Round> = fc
  .tuple(fc.integer({ min: 2, max: 5 }), rule, fc.integer({ min: 0, max: 1 }), fc.boolean())
  .chain(([size, decisionRule, revisionsLeft, late]) => {
    const codes = [gss('A'), gss('B'), gss('C'), gss('D'), gss('E')].slice(0, size);
    const places = codes.map((code) =>
      fc.record({
        weight: fc.integer({ min: 1, max: 5 }),
        ownLines: fc.constantFrom(0, 0, 40),
        pick: fc.integer({ min: 0, max: 9 }),
        officer: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 2),
        recused: fc.boolean(),
        code: fc.constant(code),
      }),
    );
    return fc.tuple(...places).map((chosen): Round => {
      const own = chosen.flatMap(({ ownLines, code }) => (ownLines > 0 ? [shared(ownLines, { borough: code })] : []));
      const costs = [shared(sharedCost), ...own];
      const total = costs.reduce((sum, { amount }) => sum + amount, 0);
      const requests = chosen.map(({ code, weight, ownLines, pick, recused, officer: present }) => {
        const answers = [...possibleAnswers(ownLines, total), deemed(ownLines + 100)];
        const asks = [asked(`approver-${code}`, present || !recused ? null : { at: before, why: 'recused' })];
        return request(code, { weight, ownLines, asks, answer: answers[pick] ?? null });
      });
      const withoutOfficer = new Set(chosen.filter((each) => !each.officer).map(({ code }) => code));
      const at = late ? closesAt : before;
      const more = { scheme: ruled(decisionRule), costs, withoutOfficer, revisionsLeft, at };
      return round(requests, more);
    });
  });
