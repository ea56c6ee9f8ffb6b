import type { AwsCalls } from './aws-calls.ts';

/** A stored item, in DynamoDB's own notation. */
export type StoredItem = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface ScanPage {
  readonly Items: readonly StoredItem[];
  readonly LastEvaluatedKey?: unknown;
}

/** The name of the only table. */
export async function tableName(aws: AwsCalls): Promise<string> {
  const { TableNames } = await aws.call<{ TableNames: readonly string[] }>('DynamoDB_20120810.ListTables', {});
  const [name] = TableNames;
  if (name === undefined || TableNames.length > 1) throw new Error(`Expected one table: ${TableNames.join(', ')}`);
  return name;
}

/** Every item of the table, by its keys, to check that no byte changed. */
export async function tableOf(aws: AwsCalls): Promise<ReadonlyMap<string, string>> {
  const TableName = await tableName(aws);
  const items = await aws.every<ScanPage, StoredItem>(
    'DynamoDB_20120810.Scan',
    { TableName, ConsistentRead: true },
    ({ Items }) => Items,
    ({ LastEvaluatedKey }) => (LastEvaluatedKey === undefined ? undefined : { ExclusiveStartKey: LastEvaluatedKey }),
  );
  return new Map(items.map((item) => [`${keyPart(item, 'pk')} ${keyPart(item, 'sk')}`, stable(item)] as const).sort());
}

/** Items that differ between two readings of the table: keys with both values. */
export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly { readonly key: string; readonly before: string | undefined; readonly after: string | undefined }[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => ({ key, before: before.get(key), after: after.get(key) }));
}

function keyPart(item: StoredItem, name: string): string {
  return String(item[name]?.S);
}

/** Sorts attributes, so that the same item is always the same text. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${stable(member)}`).join(',')}}`;
}
