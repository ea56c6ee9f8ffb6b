import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { expect, inject, test } from 'vitest';
import { s3Client } from '../../functions/adapters/s3/client.ts';
import { S3SnapshotObjects } from '../../functions/adapters/s3/snapshot-objects.ts';
import { FakeSnapshotObjects } from '../support/fakes/fake-snapshots.ts';
import { engines } from './engines/engines.ts';
import { type ObjectStore, snapshotObjectsContract, snapshotsContract } from './suites/snapshots.contract.ts';

for (const engine of engines) snapshotsContract(engine);

async function openBucket() {
  const { endpoint, region } = inject('aws');
  const client = s3Client({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const bucket = `snapshots-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { client, bucket, objects: new S3SnapshotObjects({ client, bucket }) };
}

const stores: readonly ObjectStore[] = [
  {
    name: 'fake',
    open: async () => {
      const objects = new FakeSnapshotObjects();
      return { objects, read: async (name) => objects.kept.get(name) };
    },
  },
  {
    name: 'MiniStack',
    open: async () => {
      const { client, bucket, objects } = await openBucket();
      return {
        objects,
        read: async (Key) => {
          try {
            const got = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
            const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
            return { type: got.ContentType, gzip: got.ContentEncoding === 'gzip', bytes };
          } catch (error) {
            if ((error as Error).name === 'NoSuchKey') return undefined;
            throw error;
          }
        },
      };
    },
  },
];
for (const store of stores) snapshotObjectsContract(store);

test('an upload that fails half-way leaves no part behind', async () => {
  const { client, bucket, objects } = await openBucket();
  async function* failing() {
    for (let at = 0; at < 200; at += 1) yield new Uint8Array(65_536);
    throw new Error('The store is away');
  }
  await expect(objects.write('id/at', { type: 'text/csv', gzip: false }, failing())).rejects.toThrow('away');
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
  expect(Uploads).toEqual([]);
});
