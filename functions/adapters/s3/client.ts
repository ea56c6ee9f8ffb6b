import { S3Client } from '@aws-sdk/client-s3';

/** Where objects are, for contract tests. Otherwise the function's environment has it. */
export interface S3ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A client that waits a minute for each part of 5 MB and sends it again at most four times. */
export function s3Client(settings: S3ClientSettings = {}): S3Client {
  return new S3Client({
    ...settings,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });
}
