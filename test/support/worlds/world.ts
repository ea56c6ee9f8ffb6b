import { OidcIdentities } from '../../../functions/adapters/oidc/identities.ts';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { FakeBudgets } from '../fakes/fake-budgets.ts';
import { FakeDueMoments, FakeOutbox, FakeProposalIds, FakeReportRows } from '../fakes/fake-indexes.ts';
import { FakeProposals } from '../fakes/fake-proposals.ts';
import {
  FakeApiKeys,
  FakeBoroughs,
  FakeCodes,
  FakeLinks,
  FakeParameterSets,
  FakePeople,
  FakeReplies,
  FakeSchemes,
  FakeTaskTokens,
} from '../fakes/fake-registers.ts';
import { FakeExecutions, FakeMailQueue, FakeMailSender, fakeMacs } from '../fakes/fake-services.ts';
import { FakeSnapshotAddresses, FakeSnapshotObjects, FakeSnapshots } from '../fakes/fake-snapshots.ts';
import { FakeTable } from '../fakes/fake-table.ts';
import { FakeClock, FakePause, FakeRandomness } from '../fakes/system.ts';

/** A record of the stream: a pending entry, or a proposal whose head changed. */
export type StreamRecord =
  | { readonly kind: 'outbox'; readonly entry: OutboxEntry }
  | { readonly kind: 'proposal'; readonly id: string };

/** All ports on one table in memory, by their names in the use cases. */
export type World = ReturnType<typeof world>;

/** A new, empty world. The clock shows `now` until a test moves it. The same `seed` gives the same ids. */
export function world({ now = '2026-11-23T10:00:00.000Z', seed = 1 }: { now?: Instant; seed?: number } = {}) {
  const table = new FakeTable();
  const clock = new FakeClock(now);
  const lockedRequests: string[] = [];
  return {
    table,
    clock,
    /** Proposals with a locked request, as reported to operators. */
    lockedRequests,
    locked: (proposal: string): void => void lockedRequests.push(proposal),
    pause: new FakePause(clock),
    randomness: new FakeRandomness(seed),
    digests: systemDigests,
    redrive: { redriveSeconds: 900 },
    proposals: new FakeProposals(table),
    budgets: new FakeBudgets(table),
    boroughs: new FakeBoroughs(table),
    schemes: new FakeSchemes(table),
    parameterSets: new FakeParameterSets(table),
    keys: new FakeApiKeys(table),
    /** Trusts no issuer. */
    identities: new OidcIdentities({ issuers: [], digests: systemDigests }),
    links: new FakeLinks(table),
    codes: new FakeCodes(table),
    macs: fakeMacs,
    people: new FakePeople(table),
    tokens: new FakeTaskTokens(table),
    replies: new FakeReplies(table, clock),
    outbox: new FakeOutbox(table),
    dueMoments: new FakeDueMoments(table),
    rows: new FakeReportRows(table),
    snapshots: new FakeSnapshots(),
    objects: new FakeSnapshotObjects(),
    addresses: new FakeSnapshotAddresses(),
    snapshotSeconds: 900,
    proposalIds: new FakeProposalIds(table),
    executions: new FakeExecutions(),
    mailQueue: new FakeMailQueue(),
    sender: new FakeMailSender(),
    /** The records of the stream since the last call, in order. */
    stream: (): readonly StreamRecord[] => table.changes.splice(0).flatMap(recordOf),
  };
}

function recordOf({ pk, sk, value }: FakeTable['changes'][number]): readonly StreamRecord[] {
  if (sk === 'head') return [{ kind: 'proposal', id: pk.slice('proposal '.length) }];
  if (!pk.startsWith('outbox ')) return [];
  const entry = value as OutboxEntry;
  return entry.status === 'pending' ? [{ kind: 'outbox', entry }] : [];
}
