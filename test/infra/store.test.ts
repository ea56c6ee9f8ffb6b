import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { synthesise } from './synthesised.ts';

const { store, service } = await synthesise('example');
const local = await synthesise('local');

describe('the store', () => {
  test('resources with data keep their logical names, because a new name would mean a new table', () => {
    const stateful = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::SES::EmailIdentity', 'AWS::S3::Bucket'];
    const names = stateful.flatMap((type) => Object.keys(store.findResources(type)));
    expect(names).toEqual(['TableCD117FA1', 'TableKeyF581D96F', 'MailIdentity4365A1C5', 'SnapshotsD03D071C']);
    // Codes live ten minutes, so their key may be replaced.
    expect(stateful.flatMap((type) => Object.keys(service.findResources(type)))).toEqual(['CodesKeyB9E6217C']);
  });

  test('R26 codes have their own key, which only makes MACs and belongs to the service', () => {
    const keys = Object.values(service.findResources('AWS::KMS::Key'));
    expect(keys).toMatchObject([
      { Properties: { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }, DeletionPolicy: 'Delete' },
    ]);
  });

  test('the table is on demand, encrypted with its own key, recoverable to any second, and protected from deletion', () => {
    store.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    for (const type of ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::SES::EmailIdentity']) {
      store.allResources(type, { DeletionPolicy: 'Retain' });
    }
    expect(Object.keys(store.findResources('AWS::DynamoDB::Table'))).toHaveLength(1);
  });

  test('there are exactly two sparse indexes: due with keys only, and list with all attributes', () => {
    const [table] = Object.values(store.findResources('AWS::DynamoDB::Table'));
    expect(table?.Properties.GlobalSecondaryIndexes).toMatchObject([
      { IndexName: 'due', Projection: { ProjectionType: 'KEYS_ONLY' } },
      { IndexName: 'list', Projection: { ProjectionType: 'ALL' } },
    ]);
  });

  test('the key is rotated every year and works only through DynamoDB', () => {
    store.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'ThroughDynamoDb',
            Condition: { StringEquals: Match.objectLike({ 'kms:ViaService': 'dynamodb.eu-west-2.amazonaws.com' }) },
          }),
        ]),
      },
    });
    expect(Object.keys(store.findResources('AWS::KMS::Key'))).toHaveLength(1);
  });

  test('snapshots are kept for a day, encrypted, unversioned and never public', () => {
    store.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: {
          Rules: [
            { Status: 'Enabled', ExpirationInDays: 1, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
          ],
        },
        VersioningConfiguration: Match.absent(),
      },
    });
    expect(Object.keys(store.findResources('AWS::S3::Bucket'))).toHaveLength(1);
  });

  test('the bucket refuses requests without TLS 1.2, and signatures older than a minute', () => {
    const [policy] = Object.values(store.findResources('AWS::S3::BucketPolicy'));
    const statements: Record<string, unknown>[] = policy?.Properties.PolicyDocument.Statement;
    const everyone = { Effect: 'Deny', Principal: { AWS: '*' } };
    expect(statements).toEqual(
      [
        { Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
        { Action: 's3:GetObject', Condition: { NumericGreaterThan: { 's3:signatureAge': '60000' } } },
      ].map((statement) => expect.objectContaining({ ...everyone, ...statement })),
    );
  });

  test('only the local table may be deleted', () => {
    const [table] = Object.values(local.store.findResources('AWS::DynamoDB::Table'));
    expect(table).toMatchObject({ DeletionPolicy: 'Delete', Properties: { DeletionProtectionEnabled: false } });
  });
});
