import * as z from 'zod/mini';
import { holdStatuses } from '../../domain/money/budget.ts';
import {
  callInEndings,
  keyDecisionBases,
  passingOnReasons,
  type ReplacedAnswer,
  replacedBecause,
  type SignOffRequest,
  signOffAnswerKinds,
  signOffRoles,
  takeBackWays,
} from '../../domain/sign-off/sign-off-request.ts';
import { cells } from './cells.ts';
import { decidedBy } from './people.ts';
import { reads } from './reads.ts';
import { boroughCode, count, instant, localDate, pence, personId } from './vocabulary.ts';

const asked = z.object({
  person: personId,
  officer: z.string(),
  role: z.enum(signOffRoles),
  onBehalfOf: z.nullable(personId),
  askedAt: instant,
  passedOn: z.nullable(
    z.object({
      at: instant,
      why: z.enum(passingOnReasons),
      interest: z.optional(z.string()),
      link: z.optional(z.string()),
      decidedBy: z.optional(decidedBy),
    }),
  ),
});

const answer = z.object({
  kind: z.enum(signOffAnswerKinds),
  at: instant,
  by: z.nullable(personId),
  onBehalfOf: z.nullable(personId),
  authority: z.string(),
  upTo: z.nullable(pence),
  comment: z.string(),
  rejected: z.optional(z.string()),
  pledged: z.array(z.nullable(count)),
  silence: z.boolean(),
  link: z.nullable(z.string()),
  record: z.string(),
  answeredRevision: z.optional(count),
  keyDecision: z.optional(
    z.object({ basis: z.enum(keyDecisionBases), reference: z.string(), on: localDate, callInWorkingDays: count }),
  ),
  replaces: z.optional(z.string()),
  decidedBy: z.optional(decidedBy),
});

const setAside = z.object({ answer, asked: pence, why: z.array(z.string()) });

const withReason = { at: instant, by: personId, reason: z.string() };
const said = { ...withReason, decidedBy: z.optional(decidedBy) };

/** The hold is three attributes of the item, so that settlement's condition can ask for exactly this hold. */
const item = z.object({
  borough: boroughCode,
  kind: z.optional(z.literal('body')),
  name: z.string(),
  lead: z.boolean(),
  weight: count,
  asked: pence,
  ownLines: pence,
  asks: z.array(asked),
  answer: z.nullable(answer),
  remindedAt: z.array(instant),
  holdStatus: z.enum(holdStatuses),
  holdCells: cells,
  holdCommitted: cells,
  silenceNote: z.nullable(z.string()),
  setAside: z.optional(setAside),
  passedOver: z.optional(z.array(z.string())),
  extended: z.optional(z.object(withReason)),
  revoked: z.optional(z.object(withReason)),
  confirm: z.optional(z.object({ asks: z.array(asked), remindedAt: z.array(instant) })),
  takenBack: z.optional(z.object({ ...said, why: z.enum(takeBackWays) })),
  calledIn: z.optional(
    z.object({
      ...said,
      until: instant,
      ended: z.optional(z.object({ ...said, how: z.enum(callInEndings) })),
    }),
  ),
  answers: z.optional(count),
  highest: z.optional(pence),
  answeredBefore: z.optional(z.array(personId)),
});

/** A sign-off request in its own item. `late` and `delivery` have items of their own and are added on reading. */
export const signOffRequest = reads<SignOffRequest>()(
  z.pipe(
    item,
    z.transform(({ holdStatus, holdCells, holdCommitted, ...kept }: z.output<typeof item>) => ({
      ...kept,
      hold: { status: holdStatus, cells: holdCells, committed: holdCommitted },
      late: null as SignOffRequest['late'],
      delivery: 'pending' as SignOffRequest['delivery'],
    })),
  ),
);

/** An answer that no longer counts, in an item of its own, so that no decision reads it (R1). */
export const replacedAnswer = reads<ReplacedAnswer>()(
  z.object({ borough: boroughCode, order: count, answer, why: z.enum(replacedBecause), at: instant, by: personId }),
);
