import type { ReportRows } from '../../../functions/application/ports/reports.ts';
import type { ReportRow } from '../../../functions/domain/record/report-row.ts';

/**
 * Rows in the given order, in pages of any size up to the limit, because a store may return fewer than asked for. A
 * cursor counts from the front, so that rows added later move nothing.
 */
export function pagedRows(rows: readonly ReportRow[], pageSize: number) {
  const kept = [...rows];
  const list: ReportRows['list'] = async <K extends ReportRow['row']>(
    row: K,
    { limit, cursor, backwards = false }: { limit: number; cursor?: string; backwards?: boolean },
  ) => {
    type Wanted = Extract<ReportRow, { row: K }>;
    const wanted = kept.flatMap((each, place) => (each.row === row ? [{ each: each as Wanted, place }] : []));
    const ordered = backwards ? wanted.toReversed() : wanted;
    const last = cursor === undefined ? null : Number(cursor);
    const left = ordered.filter(({ place }) => last === null || (backwards ? place < last : place > last));
    const page = left.slice(0, Math.min(limit, pageSize));
    const end = page.at(-1);
    const items = page.map(({ each }) => each);
    return end !== undefined && left.length > page.length ? { items, next: String(end.place) } : { items };
  };
  const submittedSince: ReportRows['submittedSince'] = (since, options) =>
    pagedRows(
      kept.filter((row) => row.row === 'proposal' && row.submittedAt >= since),
      pageSize,
    ).list('proposal', options);
  return { kept, list, submittedSince };
}
