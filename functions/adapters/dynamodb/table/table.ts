import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Pause, Randomness } from '../../../application/ports/system.ts';

/** The table that an adapter works on. */
export interface DynamoTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Waits between tries; the system's, where none is given. */
  readonly pause?: Pause | undefined;
  /** Of the jitter; the system's, where none is given. */
  readonly randomness?: Randomness | undefined;
}
