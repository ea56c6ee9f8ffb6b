import type { CodedAnswer } from '../../domain/codes/one-time-code.ts';
import type { FieldChange } from '../../domain/revision/field-changes.ts';
import type { SignOffAnswer } from '../../domain/sign-off/sign-off-request.ts';
import type { Stand } from '../../domain/sign-off/stand.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Ending, Status } from '../../domain/vocabulary/proposal.ts';
import type {
  BoroughStanding,
  ProposalHeading,
  ReviewConfirmation,
  ReviewPage,
  SignOffConfirmation,
  SignOffPage,
} from './pages.ts';

/** What mails are rendered from. `link` is the full address with the token. */
export type MailView =
  | {
      readonly mail: 'submitted';
      readonly heading: ProposalHeading;
      readonly to: string;
      readonly link: string;
      readonly closesAt: Instant;
      readonly boroughs: readonly BoroughStanding[];
    }
  | {
      readonly mail: 'sign-off-request' | 'sign-off-reminder';
      readonly to: string;
      readonly link: string;
      readonly page: SignOffPage;
    }
  /** To an officer who holds a request. */
  | {
      readonly mail: 'extended';
      readonly to: string;
      readonly link: string;
      readonly page: SignOffPage;
      readonly reason: string;
    }
  /** To whoever has answered; to the proposer, where `answered` is null. */
  | {
      readonly mail: 'extended-notice';
      readonly to: string;
      readonly heading: ProposalHeading;
      readonly closesAt: Instant;
      readonly reason: string;
      readonly answered: (Pick<SignOffAnswer, 'kind' | 'upTo'> & { readonly borough: string }) | null;
    }
  | {
      readonly mail: 'approval-revoked';
      readonly to: string;
      readonly heading: ProposalHeading;
      readonly borough: string;
      readonly upTo: Pence | null;
      readonly at: Instant;
      readonly reason: string;
      /** Where the proposal is since. */
      readonly status: Status;
    }
  | {
      readonly mail: 'shared-again';
      readonly to: string;
      readonly heading: ProposalHeading;
      readonly borough: string;
      /** What it pays now, what it was to pay before, and the most it agreed to. */
      readonly amount: Pence;
      readonly before: Pence;
      readonly upTo: Pence;
      /** Names of the boroughs whose approvals were revoked. */
      readonly revoked: readonly string[];
      readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
    }
  | {
      readonly mail: 'revision-notice';
      readonly to: string;
      readonly heading: ProposalHeading;
      readonly borough: string;
      readonly changes: readonly FieldChange[];
      /** The approval that stands; null: the revision no longer invites the borough (R7). */
      readonly answer: SignOffAnswer | null;
    }
  | {
      readonly mail: 'sign-off-receipt' | 'approval-copy';
      readonly to: string;
      readonly confirmation: SignOffConfirmation;
      readonly chainHash: string;
      readonly replyTo: string;
    }
  | {
      readonly mail: 'review-request' | 'review-reminder';
      readonly to: string;
      readonly link: string;
      readonly page: ReviewPage;
    }
  /** R26. `code` stands in this mail and nowhere else. */
  | {
      readonly mail: 'one-time-code';
      readonly to: string;
      readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'revision'>;
      readonly borough: string;
      readonly answer: CodedAnswer;
      /** In pence; null where the answer has no amount. */
      readonly upTo: Pence | null;
      readonly code: string;
      /** At the latest the close, from when on no answer is taken. */
      readonly goodUntil: Instant;
      readonly replyTo: string;
    }
  /** R26. To whoever's link was used for the five wrong codes that locked their request. */
  | {
      readonly mail: 'request-locked';
      readonly to: string;
      readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'revision'>;
      readonly borough: string;
      /** From when on it takes answers again; null where it closes before that. */
      readonly until: Instant | null;
      readonly closesAt: Instant;
      readonly replyTo: string;
    }
  | {
      readonly mail: 'review-receipt';
      readonly to: string;
      readonly confirmation: ReviewConfirmation;
      readonly chainHash: string;
      readonly replyTo: string;
    }
  | {
      readonly mail: 'changes-requested';
      readonly to: string;
      readonly heading: ProposalHeading;
      readonly wishes: readonly { readonly borough: string; readonly comment: string }[];
      readonly reviseBy: Instant | null;
    }
  | {
      readonly mail: 'outcome';
      readonly to: string;
      readonly heading: ProposalHeading;
      readonly ending: Ending;
      /** The recipient's borough and what it pays; null for the proposer. */
      readonly borough: {
        readonly name: string;
        readonly contribution: Pence | null;
        readonly answer: Stand;
      } | null;
      readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
      readonly reasons: readonly string[];
      readonly conditions: readonly string[];
      readonly chainHead: string;
      readonly decidedAt: Instant;
    };
