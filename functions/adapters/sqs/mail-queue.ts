import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EmailQueue, QueuedEmail } from '../../application/ports/workflow.ts';

const maxAtOnce = 10;

/** The queue of emails to send. Messages contain only ids. */
export class SqsMailQueue implements EmailQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor({ client, queueUrl }: { readonly client: SQSClient; readonly queueUrl: string }) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  /** Throws if any message was not taken. The others may then arrive twice, which does no harm. */
  async send(messages: readonly QueuedEmail[]): Promise<void> {
    for (let start = 0; start < messages.length; start += maxAtOnce) {
      await this.#sendBatch(messages.slice(start, start + maxAtOnce));
    }
  }

  async #sendBatch(messages: readonly QueuedEmail[]): Promise<void> {
    const { Failed = [] } = await this.#client.send(
      new SendMessageBatchCommand({
        QueueUrl: this.#queueUrl,
        Entries: messages.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) })),
      }),
    );
    if (Failed.length > 0) {
      const codes = [...new Set(Failed.map(({ Code }) => Code))].join(', ');
      throw new Error(`The queue did not take ${Failed.length} of ${messages.length} messages: ${codes}`);
    }
  }
}
