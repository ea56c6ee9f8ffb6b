import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EmailQueue, QueuedEmail } from '../../application/ports/workflow.ts';

/** What SQS takes at once. */
const maxAtOnce = 10;

/** The queue of mails to be sent: ids only. */
export class SqsMailQueue implements EmailQueue {
  readonly #client: SQSClient;
  readonly #queueUrl: string;

  constructor({ client, queueUrl }: { readonly client: SQSClient; readonly queueUrl: string }) {
    this.#client = client;
    this.#queueUrl = queueUrl;
  }

  /** Throws where any message was not taken: those that were may then come twice, which harms nobody. */
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
