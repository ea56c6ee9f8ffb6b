import { SESv2Client } from '@aws-sdk/client-sesv2';

/** A client that sends once, because a retry after a lost reply would be a second email. The queue delivers again. */
export function mailClient({ endpoint }: { readonly endpoint?: string | undefined } = {}): SESv2Client {
  return new SESv2Client({
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
}
