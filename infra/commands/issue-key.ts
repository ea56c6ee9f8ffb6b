import { DynamoKeys } from '../../functions/adapters/dynamodb/registers/api-keys.ts';
import { DynamoBoroughs } from '../../functions/adapters/dynamodb/registers/boroughs.ts';
import { systemClock } from '../../functions/adapters/system/clock.ts';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { systemRandomness } from '../../functions/adapters/system/ids.ts';
import { createKey, operator } from '../../functions/application/administration/create-key.ts';
import { KeyPost } from '../../functions/schemas/wire/key-post.ts';
import { read } from '../../functions/schemas/words/read.ts';
import { CommandError } from './command-error.ts';
import { type TableTarget, withTable } from './table-target.ts';

export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly holder: string | null;
  readonly borough: string | null;
  /** At most 400. */
  readonly days: number;
}

const millisecondsADay = 86_400_000;

/**
 * Makes a key by the rules of `POST /v1/keys`, in the name of an operator, and stores its SHA-256 in the table.
 *
 * @returns the key itself, which is not stored anywhere
 * @throws CommandError that lists every fault of the request
 */
export async function issueKey(target: TableTarget, request: KeyRequest): Promise<string> {
  const at = systemClock.now();
  const { days, ...content } = request;
  const expiresAt = new Date(Date.parse(at) + days * millisecondsADay).toISOString();
  const created = await withTable(target, (table) =>
    createKey(
      {
        keys: new DynamoKeys(table),
        boroughs: new DynamoBoroughs(table),
        randomness: systemRandomness,
        digests: systemDigests,
      },
      operator,
      read(KeyPost, { ...content, expiresAt }),
      at,
    ),
  );
  if (created.kind === 'created') return created.secret;
  if (created.kind === 'exceeds-own-rights') throw new CommandError(created.why);
  throw new CommandError(created.faults.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join('\n'));
}
