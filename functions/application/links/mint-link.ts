import type { Link, LinkPurpose } from '../../domain/record/access.ts';
import type { Head } from '../../domain/record/proposal-state.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { base64url } from '../lists/base64url.ts';
import type { Clock, Digests, Randomness } from '../ports/system.ts';

export interface MintDependencies {
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'bytes'>;
  readonly digests: Pick<Digests, 'sha256'>;
  /** Base of the links, without a slash at the end. */
  readonly baseUrl: string;
}

/** Mints a link: 256 random bits for the email, their SHA-256 for the table (R25). */
export function mintLink(
  deps: MintDependencies,
  { head }: { readonly head: Pick<Head, 'id' | 'revision'> },
  person: PersonId,
  borough: BoroughCode | null,
  purpose: LinkPurpose,
): { readonly link: Link; readonly address: string } {
  const token = base64url(deps.randomness.bytes(32));
  const mintedAt = deps.clock.now();
  const hash = deps.digests.sha256(token);
  return {
    link: { hash, purpose, proposal: head.id, revision: head.revision, borough, person, mintedAt },
    address: `${deps.baseUrl}/${purpose === 'tracking' ? 't' : 'd'}/${token}`,
  };
}
