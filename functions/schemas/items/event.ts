import * as z from 'zod/mini';
import { confirmingOutcomes } from '../../domain/confirming/confirming.ts';
import {
  type Catalogue,
  cycleReasons,
  type EventType,
  impersonalActors,
  officerChanges,
  passedOnReasons,
  type Sealed,
  writerValues,
} from '../../domain/record/event.ts';
import type { ChainedEvent } from '../../domain/record/event-chain.ts';
import { reviewAnswerKinds, reviewCloseOutcomes } from '../../domain/review/review.ts';
import { decidedByValues, nextOfficerValues } from '../../domain/sign-off/decided-by.ts';
import { roundOutcomes } from '../../domain/sign-off/round.ts';
import { callInEndings, keyDecisionBases, signOffAnswerKinds } from '../../domain/sign-off/sign-off-request.ts';
import type { Whole } from './reads.ts';
import {
  boroughCode,
  count,
  ending,
  financialYear,
  instant,
  kind,
  localDate,
  pence,
  personId,
  proposalId,
  status,
} from './vocabulary.ts';

const sealed = z.looseObject({ hmac: z.string() });
const revision = count;
const ofBorough = { borough: boroughCode, revision };
const step = { revision, cycle: count };
const payments = z.array(z.object({ borough: boroughCode, amount: pence }));
const facts = {
  ...step,
  lead: boroughCode,
  partners: z.array(boroughCode),
  scheme: z.string(),
  total: pence,
  closesAt: instant,
};

/**
 * Data of one type of event and the names of its sealed values. Loose, because `verifyChain` must see any added field.
 */
function data<Shape extends z.core.$ZodLooseShape, Private extends string>(shape: Shape, ...names: Private[]) {
  const values = Object.fromEntries(names.map((name) => [name, z.exactOptional(sealed)]));
  return z.looseObject({
    ...shape,
    sealed: z.looseObject(values as Record<Private, z.ZodMiniExactOptional<typeof sealed>>),
  });
}

const dataOf = {
  submitted: data(facts, 'content', ...writerValues),
  'sign-off-opened': data(step),
  answered: data(
    {
      borough: boroughCode,
      revision,
      kind: z.enum(signOffAnswerKinds),
      upTo: z.nullable(pence),
      onBehalfOf: z.nullable(personId),
      silence: z.boolean(),
      pledged: z.array(z.nullable(count)),
      record: z.string(),
      keyDecision: z.optional(z.looseObject({ basis: z.enum(keyDecisionBases), reference: z.string(), on: localDate })),
      replaces: z.exactOptional(z.nullable(z.string())),
    },
    'comment',
    'rejected',
    ...decidedByValues,
  ),
  reminded: data({ revision, boroughs: z.array(boroughCode) }),
  'passed-on': data(
    {
      borough: boroughCode,
      revision,
      from: z.nullable(personId),
      to: z.nullable(personId),
      why: z.enum(passedOnReasons),
      setAside: z.exactOptional(z.string()),
    },
    'interest',
    ...decidedByValues,
    ...nextOfficerValues,
  ),
  'top-up-begun': data({ revision, shortfall: pence, until: instant }),
  'round-closed': data({
    revision,
    outcome: z.enum(roundOutcomes),
    reasons: z.array(z.string()),
    contributions: payments,
    review: z.boolean(),
  }),
  'review-opened': data(step),
  'review-answered': data(
    { borough: boroughCode, revision, kind: z.enum(reviewAnswerKinds) },
    'comment',
    'conditions',
    ...decidedByValues,
  ),
  'review-closed': data(
    { revision, outcome: z.enum(reviewCloseOutcomes), confirming: z.optional(z.boolean()) },
    'conditions',
  ),
  'confirming-begun': data({
    revision,
    advice: z.nullable(instant),
    callIns: z.array(z.object({ borough: boroughCode, until: instant })),
  }),
  'confirming-opened': data(step),
  confirmed: data({ ...ofBorough, without: z.array(boroughCode) }, 'reasons', ...decidedByValues),
  'taken-back': data(ofBorough, 'reason', ...decidedByValues),
  'called-in': data({ ...ofBorough, until: instant }, 'reason', ...decidedByValues),
  'call-in-ended': data({ ...ofBorough, how: z.enum(callInEndings) }, 'reason', ...decidedByValues),
  'confirming-topped-up': data({ revision, shortfall: pence, until: instant }),
  raised: data({ ...ofBorough, upTo: pence, record: z.string(), replaces: z.string() }, 'reason', ...decidedByValues),
  'confirming-closed': data({
    revision,
    outcome: z.enum(confirmingOutcomes),
    reasons: z.array(z.string()),
    contributions: payments,
  }),
  revised: data({ ...facts, askedAgain: z.array(boroughCode) }, 'content', ...writerValues),
  'hold-moved': data({ borough: boroughCode, revision }),
  'set-aside': data({
    borough: boroughCode,
    revision,
    lacking: z.array(z.looseObject({ financialYear, kind })),
  }),
  withdrawn: data({}, 'reason'),
  revoked: data({ borough: boroughCode, contributions: payments }, 'reason'),
  'bar-lifted': data({ borough: boroughCode, person: personId }, 'reason'),
  extended: data({ closesAt: instant }, 'reason'),
  'cycle-raised': data({ cycle: count, why: z.enum(cycleReasons) }),
  ended: data({ ending, reasons: z.array(z.string()) }),
  settled: data({ status: ending }),
  'needs-attention': data({ stopped: status }, 'why'),
  resumed: data({ status }, 'reason'),
  'officer-changed': data({
    borough: boroughCode,
    person: personId,
    change: z.enum(officerChanges),
  }),
  closed: data({}),
} as const satisfies { readonly [Type in EventType]: z.ZodMiniType<DataOf<Type>> };

type DataOf<Type extends EventType> = Catalogue[Type]['data'] & {
  readonly sealed: Readonly<Partial<Record<Catalogue[Type]['private'], Sealed>>>;
};

/**
 * Types of events whose schema would refuse or drop something that they may hold. If this is not empty, `chainedEvent`
 * reads no event.
 */
type Unread = {
  readonly [Type in EventType]: [Whole<DataOf<Type>>] extends [Whole<z.output<(typeof dataOf)[Type]>>] ? never : Type;
}[EventType];

const actor = z.union([
  z.looseObject({ kind: z.literal('person'), person: personId }),
  z.looseObject({ kind: z.enum(impersonalActors) }),
]);

function entry(type: EventType) {
  return z.looseObject({
    type: z.literal(type),
    at: instant,
    actor,
    data: dataOf[type],
    proposal: proposalId,
    sequence: count,
    previous: z.string(),
    hash: z.string(),
  });
}

const [first, ...others] = (Object.keys(dataOf) as EventType[]).map(entry);
if (first === undefined) throw new Error('The catalogue of events is empty');

/**
 * One event of the chain with every field as it was written: its hash covers all of them, and an added field must reach
 * the verifier (R19). The data of each type was checked above, one by one; the compiler cannot follow that through the
 * list.
 */
export const chainedEvent = z.discriminatedUnion('type', [first, ...others]) as unknown as z.ZodMiniType<
  [Unread] extends [never] ? ChainedEvent : Unread
>;
