import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { mapConcurrently } from '../../../application/lists/map-concurrently.ts';
import type { Page } from '../../../application/ports/record.ts';
import type { KeptRows, ReportRows } from '../../../application/ports/reports.ts';
import { type ProposalRow, placeOf, type ReportRow } from '../../../domain/record/report-row.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { benefitsRow, contributionRow, pipelineRow, proposalRow, roiRow } from '../../../schemas/items/report-row.ts';
import { conditionally } from '../table/conditional.ts';
import { type Attributes, parseItem, toAttributes, toFields, toItem } from '../table/items.ts';
import { rowKey, rowRange } from '../table/keys.ts';
import { queryIndex } from '../table/listing.ts';
import { getAttributes, queryRange } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { putOver } from '../table/transaction.ts';

type RowOf<K extends ReportRow['row']> = Extract<ReportRow, { row: K }>;

const schemas: { readonly [K in ReportRow['row']]: z.ZodMiniType<RowOf<K>> } = {
  proposal: proposalRow,
  roi: roiRow,
  contribution: contributionRow,
  benefits: benefitsRow,
  pipeline: pipelineRow,
};
const partitions = {
  proposal: 'PROPOSAL',
  roi: 'ROI',
  contribution: 'CONTRIBUTION',
  benefits: 'BENEFITS',
  pipeline: 'PIPELINE',
} as const;
const maxAtOnce = 16;
const ownRow = 'PROPOSAL';

/**
 * Rows for lists and reports. A removed row keeps its item and version, so that an older row cannot bring it back, but
 * it leaves the index, so that no list shows it.
 */
export class DynamoReportRows implements ReportRows {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  async version(proposal: ProposalId): Promise<number | null> {
    const own = await getAttributes(this.#table, rowKey(proposal, ownRow));
    return own?.version?.N === undefined ? null : Number(own.version.N);
  }

  async of(proposal: ProposalId): Promise<KeptRows> {
    const own = await getAttributes(this.#table, rowKey(proposal, ownRow));
    const { pk } = rowKey(proposal, ownRow);
    const others = (await queryRange(this.#table, pk, rowRange)).filter(({ sk }) => sk?.S !== ownRow);
    return {
      version: own?.version?.N === undefined ? null : Number(own.version.N),
      rows: [...(own === undefined ? [] : [own]), ...others].flatMap(readable),
    };
  }

  async put(rows: readonly ReportRow[]): Promise<void> {
    await mapConcurrently(rows, maxAtOnce, (row) => this.#putUnlessOlder(row));
  }

  async list<K extends ReportRow['row']>(
    row: K,
    { limit, cursor, backwards }: { readonly limit: number; readonly cursor?: string; readonly backwards?: boolean },
  ): Promise<Page<RowOf<K>>> {
    const query = { index: 'list', partition: partitions[row], backwards } as const;
    const page = await queryIndex(this.#table, query, limit, cursor);
    return { ...page, items: page.items.map((item) => parseRow(row, item)) };
  }

  async submittedSince(
    since: Instant,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<ProposalRow>> {
    const query = { index: 'list', partition: partitions.proposal, within: { from: since } } as const;
    const page = await queryIndex(this.#table, query, limit, cursor);
    return { ...page, items: page.items.map((item) => parseRow('proposal', item)) };
  }

  putOver(row: ReportRow, expected: number | null): Promise<boolean> {
    const { Put } = putOver(itemOf(row), expected);
    return conditionally(() =>
      this.#table.client.send(new PutItemCommand({ Item: {}, ...Put, TableName: this.#table.tableName })),
    );
  }

  async #putUnlessOlder(row: ReportRow): Promise<void> {
    const input = {
      TableName: this.#table.tableName,
      Item: itemOf(row),
      ConditionExpression: 'attribute_not_exists(pk) OR #version <= :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: toAttributes({ ':version': row.version }),
    };
    await conditionally(() => this.#table.client.send(new PutItemCommand(input)));
  }
}

function itemOf(row: ReportRow): Attributes {
  const { sort, list } = keysOf(row);
  const index = row.removed ? {} : { listPartition: partitions[row.row], listKey: list };
  return toItem(rowKey(row.proposal, sort), { ...row, ...index });
}

/** The row, whatever its kind. Nothing if another version wrote it or it is damaged. */
function readable(item: Attributes): readonly ReportRow[] {
  const row = item.row?.S ?? '';
  if (!Object.hasOwn(schemas, row)) return [];
  const parsed = z.safeParse<z.ZodMiniType<ReportRow>>(schemas[row as ReportRow['row']], toFields(item));
  return parsed.success && keysOf(parsed.data).sort === item.sk?.S ? [parsed.data] : [];
}

function parseRow<K extends ReportRow['row']>(row: K, item: Attributes): RowOf<K> {
  return parseItem<RowOf<K>>(schemas[row], item);
}

/** Sort key of a row's item, and its place in its list: proposals by submission, others by reference and the rest. */
function keysOf(row: ReportRow): { readonly sort: string; readonly list: string } {
  if (row.row === 'proposal') return { sort: ownRow, list: `${row.submittedAt}#${row.reference}` };
  const place = placeOf(row);
  return { sort: `${partitions[row.row]}#${place}`, list: `${row.reference}#${place}` };
}
