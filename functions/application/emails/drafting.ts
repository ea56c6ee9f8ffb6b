import type { Link } from '../../domain/record/access.ts';
import type { EmailKind, EmailMessage } from '../../domain/record/email-message.ts';
import type { Person, ProposalState } from '../../domain/record/proposal-state.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { MintDependencies } from '../links/mint-link.ts';
import type { Codes, People, Proposals } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import type { CodeMacs, Digests } from '../ports/system.ts';

/** What the drafts of emails read. */
export interface EmailDependencies extends MintDependencies {
  readonly proposals: Pick<Proposals, 'revision' | 'requests' | 'replacedAnswers' | 'reviews' | 'events'>;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly codes: Pick<Codes, 'get'>;
  readonly macs: CodeMacs;
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
  /** The address of the person who reads replies. */
  readonly replyTo: string;
  /** Called with a proposal whenever wrong codes lock one of its requests. */
  readonly locked: (proposal: ProposalId) => void;
}

/** One email to draft: the proposal as it is now, the message, its recipient and its outbox entry. */
export interface EmailTask<K extends EmailKind> {
  readonly state: ProposalState;
  readonly message: EmailMessage<K>;
  readonly person: Person;
  readonly outbox: string;
}

/** A view to render, and the link that it carries, to be stored before the email is sent. */
export interface Drafted<View> {
  readonly view: View;
  readonly link: Link | null;
}

/** `may-not-answer`: the recipient may no longer answer the request, which must be passed on. null: there is nothing left to say. */
export type Draft<View> = Drafted<View> | 'may-not-answer' | null;

/** Drafts one kind of email. */
export type DraftEmail<K extends EmailKind, View> = (
  deps: EmailDependencies,
  task: EmailTask<K>,
) => Draft<View> | Promise<Draft<View>>;

/** A draft that carries no link. */
export function withoutLink<View>(view: View): Drafted<View> {
  return { view, link: null };
}
