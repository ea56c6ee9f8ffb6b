import { failureOf } from '../../functions/adapters/dynamodb/table/failures.ts';
import { Overloaded } from '../../functions/application/commit/change-proposal.ts';

const maxTries = 20;

/**
 * Repeats work until it succeeds, like a person who is asked to try again later, and like the stream with a record. The work must be
 * safe to repeat. Calls `again` before each repetition. An error that no repetition can repair is thrown at once.
 */
export async function insist<T>(work: () => Promise<T>, again: () => void = () => undefined): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof Overloaded || failureOf(error) !== 'fault';
      if (!passes || tries === maxTries) throw error;
      again();
    }
  }
}
