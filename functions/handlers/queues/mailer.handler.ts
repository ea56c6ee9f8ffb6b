import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../../adapters/system/log.ts';
import { cachedReads } from '../../application/commit/cached-reads.ts';
import { type SendEmailDependencies, sendEmail } from '../../application/emails/send-email.ts';
import { queuedEmail } from '../../schemas/items/outbox-entry.ts';
import { mailerDependencies } from './dependencies.ts';

/**
 * Sends the emails of the queue. Each proposal and each person is read once per batch. A message that fails is retried
 * without the rest of its batch.
 */
export const create = (deps: SendEmailDependencies & { readonly log: Log }) => async (event: SQSEvent) => {
  const batch = cachedReads(deps);
  const send = async ({ body }: SQSRecord) => {
    const mail = queuedEmail.parse(JSON.parse(body));
    const about = { proposal: mail.proposal, outbox: mail.outbox, kind: mail.message.mail };
    try {
      deps.log(`mail-${await sendEmail(batch, mail)}`, about);
    } catch (error) {
      deps.log('record-failed', { ...about, error });
      throw error;
    }
  };
  return processPartialResponse(event, send, new BatchProcessor(EventType.SQS), { throwOnFullBatchFailure: false });
};

export const handler = create(mailerDependencies());
