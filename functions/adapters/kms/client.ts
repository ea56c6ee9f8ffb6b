import { KMSClient } from '@aws-sdk/client-kms';

/** A client with the table's timeouts, because a person may wait. A MAC takes about 10 ms and can be made again. */
export function keyClient({ endpoint }: { readonly endpoint?: string | undefined } = {}): KMSClient {
  return new KMSClient({
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
}
