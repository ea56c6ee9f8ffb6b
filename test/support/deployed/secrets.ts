import type { AwsCalls } from './aws-calls.ts';
import { executionsOf } from './executions.ts';
import { tableOf } from './table-reader.ts';

/** A place inside the system, with its contents as one text. */
export interface Place {
  readonly name: string;
  readonly text: string;
}

/** Every place of the local AWS that could contain a secret. */
export async function placesOf(aws: AwsCalls): Promise<readonly Place[]> {
  const places = await Promise.all([
    place(
      'the table',
      tableOf(aws).then((table) => [...table.values()]),
    ),
    place('the stream', streamRecords(aws)),
    place('the queues', aws.page('/_ministack/sqs/messages')),
    place('executions and their histories', executionsOf(aws)),
    place('the logs of the functions', logEvents(aws)),
  ]);
  return places;
}

/** The places that contain a secret, in clear or encoded. */
export function placesWith(secret: string, places: readonly Place[]): readonly string[] {
  const spellings = spellingsOf(secret);
  return places.filter(({ text }) => spellings.some((spelling) => text.includes(spelling))).map(({ name }) => name);
}

/**
 * The spellings of a secret: as it is, its text in hex and in both kinds of base64 (at each of the three offsets within a longer
 * text), and the same for the random bytes that it encodes.
 */
function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret.replace(/^jf_/, ''), 'base64url');
  return [...new Set([secret, ...encodings(Buffer.from(secret)), ...encodings(bytes)])];
}

function encodings(bytes: Buffer): readonly string[] {
  const hex = bytes.toString('hex');
  const shifted = [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    // The characters at both ends depend on their neighbours.
    const inner = (text: string) => text.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
    return [inner(padded.toString('base64')), inner(padded.toString('base64url'))];
  });
  return [hex, hex.toUpperCase(), ...shifted];
}

async function place(name: string, content: Promise<unknown>): Promise<Place> {
  const found = await content;
  const text = typeof found === 'string' ? found : JSON.stringify(found);
  return { name, text };
}

async function streamRecords(aws: AwsCalls): Promise<readonly unknown[]> {
  const target = (name: string): string => `DynamoDBStreams_20120810.${name}`;
  const { Streams } = await aws.call<{ Streams: readonly { StreamArn: string }[] }>(target('ListStreams'), {});
  const records: unknown[] = [];
  for (const { StreamArn } of Streams) {
    const { StreamDescription } = await aws.call<{ StreamDescription: { Shards: readonly { ShardId: string }[] } }>(
      target('DescribeStream'),
      { StreamArn },
    );
    for (const { ShardId } of StreamDescription.Shards) {
      const { ShardIterator } = await aws.call<{ ShardIterator: string }>(target('GetShardIterator'), {
        StreamArn,
        ShardId,
        ShardIteratorType: 'TRIM_HORIZON',
      });
      records.push(...(await recordsFrom(aws, ShardIterator)));
    }
  }
  return records;
}

async function recordsFrom(aws: AwsCalls, iterator: string): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  for (let next: string | null | undefined = iterator; next; ) {
    const page: { Records: readonly unknown[]; NextShardIterator?: string | null } = await aws.call(
      'DynamoDBStreams_20120810.GetRecords',
      { ShardIterator: next, Limit: 1000 },
    );
    records.push(...page.Records);
    // An open shard always has a next page, so an empty page is its current end.
    next = page.Records.length === 0 ? null : page.NextShardIterator;
  }
  return records;
}

interface LogPage {
  readonly events: readonly { readonly message: string }[];
  readonly nextToken?: string;
}

async function logEvents(aws: AwsCalls): Promise<readonly string[]> {
  const { logGroups } = await aws.call<{ logGroups: readonly { logGroupName: string }[] }>(
    'Logs_20140328.DescribeLogGroups',
    {},
  );
  const groups = await Promise.all(
    logGroups.map(({ logGroupName }) =>
      aws.every<LogPage, string>(
        'Logs_20140328.FilterLogEvents',
        { logGroupName, limit: 10_000 },
        ({ events }) => events.map(({ message }) => message),
        ({ nextToken }) => (nextToken === undefined ? undefined : { nextToken }),
      ),
    ),
  );
  return groups.flat();
}
