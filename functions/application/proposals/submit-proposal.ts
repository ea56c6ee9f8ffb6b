import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import type { RecordedReply } from '../../domain/record/access.ts';
import type { Head, Person, Revision } from '../../domain/record/proposal-state.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import { boroughsNamed, submissionFaults } from '../../domain/submission/submission-faults.ts';
import { type Borough, type PersonId, personId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import type { Fault } from '../../domain/vocabulary/fault.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import {
  type BoroughCode,
  type ProposalContent,
  type ProposalId,
  proposalId,
} from '../../domain/vocabulary/proposal.ts';
import { referenceFrom } from '../../domain/vocabulary/reference.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';
import {
  type ChangeDependencies,
  complete,
  hex,
  retryUnlessReplied,
  retryUntilCommitted,
} from '../commit/change-proposal.ts';
import { writerValuesOf } from '../commit/editor-of.ts';
import { emailEntry, startEntry } from '../commit/outbox-entries.ts';
import { parametersOn } from '../parameter-sets/parameter-sets-in-use.ts';
import type { Change, Proposals } from '../ports/record.ts';
import type { Boroughs, ParameterSets, Schemes } from '../ports/registers.ts';
import { type PreparedRevision, prepareRevision, type Weightless } from './prepare-revision.ts';

export interface SubmitDependencies extends ChangeDependencies {
  readonly proposals: Proposals;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly schemes: Pick<Schemes, 'get'>;
  readonly parameterSets: Pick<ParameterSets, 'added'>;
  /** Whether a response time below 24 hours is allowed. Only local environments allow it. */
  readonly allowShortResponses: boolean;
  /** Whether a proposal may have more than one stage. Only tests of stages allow it (R13). */
  readonly allowStages: boolean;
}

/** A body after its schema read it: complete, or its faults with the parts that are valid. */
export type ReadContent =
  | { readonly kind: 'read'; readonly value: ProposalContent }
  | {
      readonly kind: 'faults';
      readonly faults: readonly Fault[];
      readonly sound: DeepPartial<ProposalContent> | undefined;
    };

export interface Submission {
  readonly content: ReadContent;
  /** Email address of the key's holder, who counts as an author (R8). */
  readonly holder: string | null;
  readonly at: Instant;
  /** Makes the reply to repeat for the same Idempotency-Key; null means that none is kept. */
  readonly reply: ((submitted: Submitted) => RecordedReply) | null;
  /**
   * Makes the tracking address for the response, before the proposal is written: an address that leads nowhere harms nobody,
   * but a failure after the write would look as if nothing had been submitted. Absent: the proposer only gets it by email.
   */
  readonly track?: (proposal: { readonly id: ProposalId; readonly proposer: PersonId }) => Promise<string>;
}

export interface Submitted {
  readonly kind: 'submitted';
  readonly id: ProposalId;
  readonly reference: string;
  readonly revision: number;
  readonly status: Head['status'];
  readonly total: Pence;
  /** What each partner pays if all join, by code. */
  readonly shares: readonly { readonly borough: BoroughCode; readonly name: string; readonly asked: Pence }[];
  /** The page that shows the progress; null where nobody asked for it. */
  readonly tracking: string | null;
}

export interface InvalidSubmission {
  readonly kind: 'invalid';
  readonly faults: readonly Fault[];
}

/**
 * Submits a proposal: its first revision, one request per partner, the event, the start of its execution and the email
 * to the proposer, in one transaction. Refuses content with every fault in it. Throws `AlreadyReplied` if the same
 * request was answered meanwhile, and `Overloaded`.
 */
export async function submitProposal(
  deps: SubmitDependencies,
  submission: Submission,
): Promise<Submitted | InvalidSubmission> {
  const { at } = submission;
  const checked = await checkContent(deps, submission.content, at);
  if (checked.kind === 'invalid') return checked;
  const id = proposalId(hex(deps.randomness.bytes(16)));
  const authors = authorsOf(deps, checked.content, submission.holder);
  const revision = prepareRevision(deps.digests, {
    ...checked,
    proposal: id,
    number: 1,
    proposer: authors.proposer.id,
    submittedBy: authors.editor.id,
    at,
  });
  if (revision.kind === 'weightless') return weightless(checked.content, revision);
  const { total } = revision.prepared.revision;
  const shares = revision.prepared.requests.map(({ borough, name, asked }) => ({ borough, name, asked }));
  const tracking = (await submission.track?.({ id, proposer: authors.proposer.id })) ?? null;
  const attempt = () => {
    const reference = referenceFrom(deps.randomness.bytes(8));
    const written = { id, reference, revision: 1, status: 'sign-off', total, shares, tracking } as const;
    const submitted: Submitted = { kind: 'submitted', ...written };
    return { submitted, change: firstChange(deps, submission, submitted, authors, revision.prepared) };
  };
  // Each try sends the same change, so that a lost write is recognised. Only a taken reference makes a new one.
  let { submitted, change } = attempt();
  return retryUntilCommitted(deps, async () => {
    const committed = await deps.proposals.commit(change);
    if (committed.kind === 'committed') return { kind: 'done', result: submitted };
    if (committed.kind === 'short') throw new Error('A submission must not move money.');
    if (committed.why === 'reference-taken') ({ submitted, change } = attempt());
    return retryUnlessReplied(committed.why);
  });
}

function firstChange(
  deps: SubmitDependencies,
  submission: Submission,
  submitted: Submitted,
  authors: Authors,
  prepared: PreparedRevision,
): Change {
  const { at, reply } = submission;
  const { id, reference } = submitted;
  const { content } = prepared.revision;
  const before = newHead(id, reference, prepared.revision, authors, at);
  const change = complete(deps, before, {
    head: {},
    events: [
      {
        type: 'submitted',
        at,
        actor: { kind: 'person', person: authors.editor.id },
        data: {
          revision: 1,
          cycle: 1,
          lead: content.leadBorough,
          partners: before.partners,
          scheme: content.scheme,
          total: prepared.revision.total,
          closesAt: prepared.revision.closesAt,
        },
        private: { content: prepared.revision.hash, ...writerValuesOf(authors.editor, authors.proposer) },
      },
    ],
    revision: prepared.revision,
    requests: prepared.requests,
    appraisal: prepared.appraisal,
    people: authors.people,
    outbox: [
      startEntry(deps.redrive, id, 1, 1, at),
      ...emailEntry(deps.redrive, before, [{ mail: 'submitted', to: authors.proposer.id }], at),
    ],
  });
  return reply === null ? change : { ...change, reply: reply(submitted) };
}

/** The people who write a revision: its declared proposer and the key's holder, who are often the same. */
export interface Authors {
  readonly proposer: Person;
  readonly editor: Person;
  readonly people: readonly Person[];
}

function authorsOf(
  deps: Pick<SubmitDependencies, 'randomness'>,
  { proposer }: Pick<ProposalContent, 'proposer'>,
  holder: string | null,
): Authors {
  const person = (name: string, email: string): Person => ({ id: newPerson(deps), name, email });
  const declared = person(proposer.name, proposer.email);
  if (holder === null || sameAddress(holder, proposer.email)) {
    return { proposer: declared, editor: declared, people: [declared] };
  }
  const editor = person(holder, holder);
  return { proposer: declared, editor, people: [declared, editor] };
}

function newPerson(deps: Pick<SubmitDependencies, 'randomness'>): PersonId {
  return personId(hex(deps.randomness.bytes(16)));
}

/** Content without faults, with the boroughs and the scheme that it was checked against. */
export interface CheckedContent {
  readonly kind: 'checked';
  readonly content: ProposalContent;
  readonly scheme: Scheme;
  readonly boroughs: ReadonlyMap<BoroughCode, Borough>;
  readonly parameters: ParameterSet;
}

/** Checks a body against the current boroughs and scheme. Returns its faults of form and of content together. */
export async function checkContent(
  deps: Pick<SubmitDependencies, 'boroughs' | 'schemes' | 'parameterSets' | 'allowShortResponses' | 'allowStages'>,
  read: ReadContent,
  at: Instant,
): Promise<CheckedContent | InvalidSubmission> {
  const sound = read.kind === 'read' ? read.value : (read.sound ?? {});
  const found = await Promise.all(boroughsNamed(sound).map((borough) => deps.boroughs.get(borough)));
  const boroughs = new Map(found.flatMap((borough) => (borough ? [[borough.borough, borough] as const] : [])));
  const scheme = sound.scheme === undefined ? undefined : (await deps.schemes.get(sound.scheme))?.scheme;
  const parameters = await parametersOn(deps, at);
  const { allowShortResponses, allowStages } = deps;
  const faults = [
    ...(read.kind === 'faults' ? read.faults : []),
    ...submissionFaults(sound, { at, boroughs, scheme, parameters, allowShortResponses, allowStages }),
  ];
  if (read.kind === 'faults' || faults.length > 0 || scheme === undefined) return { kind: 'invalid', faults };
  return { kind: 'checked', content: read.value, scheme, boroughs, parameters };
}

/** Partners that get no weight from the apportionment key (R10). */
export function weightless({ partners }: ProposalContent, { faults }: Weightless): InvalidSubmission {
  return {
    kind: 'invalid',
    faults: faults.map(({ borough, why }) => ({
      pointer: `/partners/${partners.findIndex((partner) => partner.borough === borough)}`,
      detail: `${why}.`,
    })),
  };
}

function newHead(id: ProposalId, reference: string, revision: Revision, authors: Authors, at: Instant): Head {
  return {
    id,
    reference,
    status: 'sign-off',
    revision: 1,
    cycle: 1,
    version: 0,
    lead: revision.content.leadBorough,
    partners: revision.content.partners.map(({ borough }) => borough).toSorted(),
    authors: authors.people.map((person) => person.id),
    recused: [],
    proposer: authors.proposer.id,
    events: 0,
    chainHead: '0'.repeat(64),
    submittedAt: at,
    opened: false,
    closesAt: revision.closesAt,
    due: revision.closesAt,
    ending: null,
    endedAt: null,
    attempts: 0,
    stopped: null,
  };
}
