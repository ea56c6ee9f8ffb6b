import { greenBook202602 } from '../../../functions/domain/appraisal/data/green-book-2026-02.ts';
import { askedShares, resolveWeights } from '../../../functions/domain/money/asked-share.ts';
import type { Hold } from '../../../functions/domain/money/budget.ts';
import type { SealedEvent } from '../../../functions/domain/record/event.ts';
import type { ReviewRequest } from '../../../functions/domain/review/review.ts';
import type { Routing } from '../../../functions/domain/sign-off/officers.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../../../functions/domain/vocabulary/borough.ts';
import { type Instant, instantOf, londonDate } from '../../../functions/domain/vocabulary/calendar.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import {
  type BoroughCode,
  type Ending,
  mayMake,
  type Status,
  type TransitionName,
  transitions,
} from '../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../simulation.ts';
import type { PlannedContent } from './content.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Ledger } from './ledger.ts';
import type { RuleName } from './rules.ts';
import type { When } from './steps.ts';
import type { PlannedProposal, World } from './world.ts';

/** What a borough pays, and in which cells. */
export interface Paid {
  readonly borough: BoroughCode;
  readonly amount: number;
  readonly cells: readonly Cell[];
}

/** One proposal as it stands. */
export interface Life {
  readonly plan: PlannedProposal;
  readonly events: SealedEvent[];
  status: Status | null;
  revision: number;
  cycle: number;
  content: PlannedContent;
  figures: Figures;
  requests: readonly SignOffRequest[];
  /** In milliseconds since 1970: begin and deadline of the step that is open. */
  opensAt: number;
  closesAt: number;
  contributions: readonly Paid[];
  /** The carried round's deadline, and who had no officer at its close: a revocation judges it again (R29). */
  carried: { readonly closesAt: number; readonly withoutOfficer: ReadonlySet<BoroughCode> } | null;
  reviews: readonly ReviewRequest[];
  ending: Ending | null;
  recused: readonly PersonId[];
  /** What boroughs still hold that a revision left out (R7). */
  leftBehind: ReadonlyMap<string, Hold>;
  /** The stage that is committed; 0 before the settlement. */
  stage: number;
}

/** A history under way. */
export interface Play {
  readonly world: World;
  readonly boroughs: Map<string, Borough>;
  readonly ledger: Ledger;
  readonly lives: readonly Life[];
  /** Of every officer there ever was. */
  readonly addresses: ReadonlyMap<PersonId, string>;
  readonly reach: (rule: RuleName) => void;
}

export const parameters = greenBook202602;

export function begun(world: World, plan: PlannedProposal): Life {
  return {
    plan,
    events: [],
    status: null,
    revision: 0,
    cycle: 0,
    content: plan.content,
    figures: figuresOf(world, plan.content),
    requests: [],
    opensAt: plan.opensAt,
    closesAt: plan.closesAt,
    contributions: [],
    carried: null,
    reviews: [],
    ending: null,
    recused: [],
    leftBehind: new Map(),
    stage: 0,
  };
}

/** Makes a transition of the table; throws a `Violation` where it is not in it. */
export function make(life: Life, name: TransitionName): void {
  if (!mayMake(name, life.status)) throw new Violation(`${name} is made in ${life.status}`);
  life.status = transitions[name].to;
}

export const system = { kind: 'system' } as const;

const texts = new Map<number, Instant>();

/** The moment as text; a few hundred are kept, because a step asks for the same ones again and again. */
export function instant(at: number): Instant {
  const known = texts.get(at);
  if (known !== undefined) return known;
  if (texts.size > 300) texts.clear();
  const text = instantOf(at);
  texts.set(at, text);
  return text;
}

/** The moment that a step names, in milliseconds since 1970. */
export function moment(life: Life, when: When): number {
  if ('afterDeadline' in when) return life.closesAt + when.afterDeadline;
  return life.opensAt + Math.floor((life.closesAt - life.opensAt - 1) * when.part);
}

export function boroughOf({ boroughs }: Play, code: BoroughCode): Borough {
  const borough = boroughs.get(code);
  if (borough === undefined) throw new Violation(`There is no borough ${code}`);
  return borough;
}

/** The requests of a revision, nobody asked yet; by GSS code. */
export function requestsFor(play: Play, life: Life, content: PlannedContent): readonly SignOffRequest[] {
  const populations = new Map(play.world.boroughs.map(({ borough, population }) => [borough, population]));
  const resolved = resolveWeights(content, populations, parameters.confidence.reductions);
  if (resolved.kind === 'refused') throw new Violation('R10 a partner with something to go by has no weight');
  return askedShares(content.costs, resolved.weights).map(({ borough, amount, ownLines }) => ({
    borough,
    name: boroughOf(play, borough).name,
    lead: borough === content.leadBorough,
    weight: resolved.weights.find((each) => each.borough === borough)?.weight ?? 0,
    asked: amount,
    ownLines,
    asks: [],
    answer: null,
    late: null,
    delivery: life.plan.delivery[borough] ?? 'pending',
    remindedAt: [],
    hold: { status: 'none', cells: [], committed: [] },
    silenceNote: null,
  }));
}

/** R8, R9. What decides who may be asked. */
export function routing(play: Play, life: Life, role: Routing['role'], askedShare: number, at: number): Routing {
  return {
    role,
    askedShare,
    on: londonDate(instant(at)),
    authors: life.plan.authors,
    recused: life.recused,
    answered: life.requests.flatMap(({ answer }) => answer?.by ?? []),
    addresses: play.addresses,
  };
}

/** Puts a request in its borough's place. */
export function replaceRequest(life: Life, request: SignOffRequest): void {
  life.requests = life.requests.map((each) => (each.borough === request.borough ? request : each));
}
