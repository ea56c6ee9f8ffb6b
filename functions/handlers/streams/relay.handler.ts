import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../../adapters/system/log.ts';
import { UnknownOutboxKind } from '../../application/commit/unknown-outbox-kind.ts';
import { type RelayDependencies, relayOutbox } from '../../application/workflow/relay-outbox.ts';
import { relayDependencies } from './relay-dependencies.ts';

const prefix = 'OUTBOX#';

/**
 * Reads outbox entries from the table's stream and does what they ask for. A stream record is only a hint: the entry is
 * read again. An entry that fails is retried without the rest of its batch.
 */
export const create = (deps: RelayDependencies & { readonly log: Log }) => async (event: DynamoDBStreamEvent) => {
  const relay = async (record: DynamoDBRecord) => {
    const entry = (record.dynamodb?.Keys?.pk?.S ?? '').slice(prefix.length);
    try {
      await relayOutbox(deps, entry);
    } catch (error) {
      // A retry cannot help. The entry waits for a release that knows its kind.
      if (error instanceof UnknownOutboxKind)
        return deps.log('outbox-kind-unknown', { outbox: entry, kind: error.kind });
      deps.log('record-failed', { outbox: entry, error });
      throw error;
    }
  };
  const processor = new BatchProcessor(EventType.DynamoDBStreams);
  return processPartialResponse(event, relay, processor, { throwOnFullBatchFailure: false });
};

export const handler = create(relayDependencies());
