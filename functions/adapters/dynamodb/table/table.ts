import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Pause, Randomness } from '../../../application/ports/system.ts';

/** The table of an adapter. */
export interface DynamoTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Waits between tries; by default the system's. */
  readonly pause?: Pause | undefined;
  /** For the jitter; by default the system's. */
  readonly randomness?: Randomness | undefined;
}
