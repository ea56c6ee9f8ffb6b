import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Whether a write of one item succeeded. False: its condition failed, and nothing was written. */
export async function conditionally(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
