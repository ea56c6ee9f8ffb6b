import { CursorRefused } from '../../../functions/application/lists/cursor-refused.ts';
import type { Due, DueMoments, Outbox, Page, ProposalIds } from '../../../functions/application/ports/record.ts';
import type { KeptRows, ReportRows } from '../../../functions/application/ports/reports.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Head } from '../../../functions/domain/record/proposal-state.ts';
import { type ProposalRow, placeOf, type ReportRow } from '../../../functions/domain/record/report-row.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { fakeKeys } from './fake-keys.ts';
import { OnTable } from './fake-table.ts';

/** One page of `all` in the order of `place`. The cursor contains the query and the last place of the page before. */
function page<T>(
  query: string,
  all: readonly T[],
  place: (value: T) => string,
  { limit, cursor, backwards = false }: { limit: number; cursor?: string | undefined; backwards?: boolean | undefined },
): Page<T> {
  const last = cursor === undefined ? undefined : readCursor(query, cursor);
  const placed = all.map((value) => ({ value, at: place(value) }));
  const rest = placed.filter(({ at }) => last === undefined || (backwards ? at < last : at > last));
  const shown = rest.sort((a, b) => (a.at < b.at === backwards ? 1 : -1)).slice(0, limit);
  const items = shown.map(({ value }) => value);
  const end = shown.at(-1);
  return rest.length > limit && end !== undefined ? { items, next: writeCursor(query, end.at) } : { items };
}

function writeCursor(query: string, place: string): string {
  return Buffer.from(JSON.stringify([query, place])).toString('base64url');
}

function readCursor(query: string, cursor: string): string {
  const read: unknown = (() => {
    try {
      return JSON.parse(Buffer.from(cursor, 'base64url').toString());
    } catch {
      throw new CursorRefused();
    }
  })();
  if (!Array.isArray(read) || read[0] !== query || typeof read[1] !== 'string') throw new CursorRefused();
  return read[1];
}

export class FakeDueMoments extends OnTable implements DueMoments {
  async before(at: Instant, limit: number, cursor?: string): Promise<Page<Due>> {
    const due = this.table.everything().flatMap(({ pk, sk, value }): readonly Due[] => {
      if (sk === 'head') {
        const head = value as Head;
        return head.due === null ? [] : [{ kind: 'proposal', id: head.id, at: head.due }];
      }
      if (!pk.startsWith('outbox ')) return [];
      const entry = value as OutboxEntry;
      return entry.due === null ? [] : [{ kind: 'outbox', id: entry.id, at: entry.due }];
    });
    const until = due.filter((each) => each.at <= at);
    return page('due', until, (each) => `${each.at} ${each.kind} ${each.id}`, { limit, cursor });
  }
}

export class FakeOutbox extends OnTable implements Outbox {
  get(id: string): Promise<OutboxEntry | undefined> {
    return this.table.get(fakeKeys.outbox(id));
  }

  async done(id: string): Promise<void> {
    await this.table.write('outbox done', {
      tag: 'write',
      key: fakeKeys.outbox(id),
      condition: (there) => there !== undefined,
      next: (there) => ({ ...(there as OutboxEntry), status: 'done', due: null }),
    });
  }

  async postpone(id: string, due: Instant, drive: boolean): Promise<void> {
    await this.table.write('outbox postpone', {
      tag: 'write',
      key: fakeKeys.outbox(id),
      condition: (there) => (there as OutboxEntry | undefined)?.status === 'pending',
      next: (there) => {
        const entry = there as OutboxEntry;
        return { ...entry, due, attempt: entry.attempt + (drive ? 1 : 0) };
      },
    });
  }
}

export class FakeProposalIds extends OnTable implements ProposalIds {
  async page(cursor?: string): Promise<Page<ProposalId>> {
    const heads = this.table.everything().filter(({ sk }) => sk === 'head');
    const ids = heads.map(({ value }) => (value as Head).id);
    return page('ids', ids, (id) => id, { limit: 2, cursor });
  }
}

export class FakeReportRows extends OnTable implements ReportRows {
  async of(proposal: string): Promise<KeptRows> {
    const { pk } = fakeKeys.row(proposal, '');
    const read = async () => (await this.table.query(pk)).map(({ value }) => value as ReportRow);
    const own = (await read()).filter(({ row }) => row === 'proposal');
    const others = (await read()).filter(({ row }) => row !== 'proposal');
    return { version: own[0]?.version ?? null, rows: [...own, ...others] };
  }

  async version(proposal: string): Promise<number | null> {
    const { pk } = fakeKeys.row(proposal, '');
    const rows = (await this.table.query(pk)).map(({ value }) => value as ReportRow);
    return rows.find(({ row }) => row === 'proposal')?.version ?? null;
  }

  async put(rows: readonly ReportRow[]): Promise<void> {
    for (const row of rows) {
      await this.#write(row, (there) => there === undefined || there.version <= row.version);
    }
  }

  putOver(row: ReportRow, expected: number | null): Promise<boolean> {
    return this.#write(row, (there) => (there?.version ?? null) === expected);
  }

  #write(row: ReportRow, condition: (there: ReportRow | undefined) => boolean): Promise<boolean> {
    return this.table.write('put row', {
      tag: 'write',
      key: fakeKeys.row(row.proposal, `${row.row} ${place(row)}`),
      condition: (there) => condition(there as ReportRow | undefined),
      next: () => row,
    });
  }

  async list<K extends ReportRow['row']>(
    row: K,
    options: { readonly limit: number; readonly cursor?: string; readonly backwards?: boolean },
  ): Promise<Page<Extract<ReportRow, { row: K }>>> {
    return page(`${row} ${options.backwards === true}`, this.#listed(row), place, options);
  }

  async submittedSince(
    since: Instant,
    options: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<ProposalRow>> {
    const all = this.#listed('proposal').filter(({ submittedAt }) => submittedAt >= since);
    return page('proposal false', all, place, options);
  }

  #listed<K extends ReportRow['row']>(row: K): readonly Extract<ReportRow, { row: K }>[] {
    return this.table
      .everything()
      .filter(({ pk }) => pk.startsWith('row '))
      .map(({ value }) => value as ReportRow)
      .filter((each): each is Extract<ReportRow, { row: K }> => each.row === row && !each.removed);
  }
}

/** The place of a row in its list. Proposals are sorted by submission, all other rows by reference first. */
function place(row: ReportRow): string {
  return row.row === 'proposal' ? `${row.submittedAt} ${row.reference}` : `${row.reference} ${placeOf(row)}`;
}
