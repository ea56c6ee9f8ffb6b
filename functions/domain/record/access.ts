import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../vocabulary/proposal.ts';

export const linkPurposes = ['sign-off', 'review', 'confirm', 'tracking'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** A link allows one person one purpose on one revision, once (R25, promise 5). The token itself is never stored. */
export interface Link {
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  readonly purpose: LinkPurpose;
  readonly proposal: ProposalId;
  readonly revision: number;
  /** null for a tracking link. */
  readonly borough: BoroughCode | null;
  readonly person: PersonId;
  readonly mintedAt: Instant;
}

/** Token signatures that an issuer may use. */
export const signingAlgorithms = ['RS256', 'ES256'] as const;

/** What a key or a token gives access to. */
export const scopes = ['proposals:write', 'proposals:read', 'reports:read', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** A key to the HTTP interface (docs/rules.md, HTTP interface). Its id is the SHA-256 of the secret, hex. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly borough: BoroughCode | null;
  readonly holder: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly deletedAt: Instant | null;
}

/** The first response to an HTTP request with an Idempotency-Key, kept for 24 hours. */
export interface RecordedReply {
  /** SHA-256 of caller, method, path and key, each with its length. */
  readonly hash: string;
  /** SHA-256 of the request body. */
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly reply: string;
  readonly at: Instant;
}

/** A link to a borough's request. */
export type LinkRequest = Link & { readonly borough: BoroughCode };
