import { failureOf } from '../../functions/adapters/dynamodb/table/failures.ts';
import { Overloaded } from '../../functions/application/commit/change-proposal.ts';

const maxTries = 20;

/**
 * Does something that is safe to repeat again and again, as somebody who is told to come again does, and as the stream hands a record
 * again. `again` is told of each repetition. What no repetition mends is thrown at once.
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
