import { KMSClient } from '@aws-sdk/client-kms';

/** A client with the patience of the table's, because a person may wait: a MAC takes some 10 ms, and making one again harms nobody. */
export function keyClient({ endpoint }: { readonly endpoint?: string | undefined } = {}): KMSClient {
  return new KMSClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
}
