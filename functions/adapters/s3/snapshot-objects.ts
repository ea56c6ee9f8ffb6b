import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { SnapshotObjects } from '../../application/ports/reports.ts';

export interface S3Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

/**
 * Objects in S3. They are uploaded in parts of 5 MB while they are written, two at a time, so that memory holds about
 * 15 MB whatever the size. A failed upload is aborted, so that none of its parts stays.
 */
export class S3SnapshotObjects implements SnapshotObjects {
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  async write(
    name: string,
    { type, gzip }: { readonly type: string; readonly gzip: boolean },
    parts: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    let bytes = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const part of parts) {
        bytes += part.byteLength;
        yield part;
      }
    }
    const { client, bucket } = this.#bucket;
    const upload = new Upload({
      client,
      queueSize: 2,
      leavePartsOnError: false,
      params: {
        Bucket: bucket,
        Key: name,
        ContentType: type,
        ...(gzip ? { ContentEncoding: 'gzip' } : {}),
        CacheControl: 'private, no-store',
        Body: Readable.from(counted()),
      },
    });
    await upload.done();
    return bytes;
  }
}
