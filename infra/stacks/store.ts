import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface StoreStackProps extends StackProps {
  readonly settings: Settings;
}

/**
 * What must outlive the service: the table, its key, the email identity (somebody had to publish its DNS records), and the bucket
 * of snapshots. Everything here is protected, and kept when the stack is deleted.
 */
export class StoreStack extends Stack {
  readonly table: Table;
  /** The bucket for snapshots of large reports. */
  readonly snapshots: Bucket;
  /** The rights that sending email needs: the identity and its configuration. */
  readonly mailArns: readonly string[];

  constructor(scope: Construct, id: string, props: StoreStackProps) {
    super(scope, id, props);
    const { protectData } = props.settings;
    const removalPolicy = protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.tableKey(removalPolicy),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: protectData,
      removalPolicy,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'due',
      partitionKey: { name: 'duePartition', type: AttributeType.STRING },
      sortKey: { name: 'dueAt', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'list',
      partitionKey: { name: 'listPartition', type: AttributeType.STRING },
      sortKey: { name: 'listKey', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.snapshots = this.snapshotBucket(removalPolicy);
    this.mailArns = this.ownMail(domainOf(props.settings.mail.from), removalPolicy);
  }

  /**
   * Usable only through DynamoDB, by roles with access to the table. DynamoDB calls KMS in its caller's name, and this statement
   * saves every role a copy of the same five wildcards.
   */
  private tableKey(removalPolicy: RemovalPolicy): Key {
    const key = new Key(this, 'TableKey', {
      description: 'Table of the joint funding record',
      enableKeyRotation: true,
      removalPolicy,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ThroughDynamoDb',
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
          'kms:CreateGrant',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': this.account,
            'kms:ViaService': `dynamodb.${this.region}.amazonaws.com`,
          },
        },
      }),
    );
    return key;
  }

  /**
   * Keeps snapshots of reports for a day. They can be made again at any time. An address of an object is valid for one minute
   * after it was signed, even if it claims more.
   */
  private snapshotBucket(removalPolicy: RemovalPolicy): Bucket {
    const day = Duration.days(1);
    const bucket = new Bucket(this, 'Snapshots', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: false,
      lifecycleRules: [{ expiration: day, abortIncompleteMultipartUploadAfter: day }],
      removalPolicy,
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OldSignatures',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: { NumericGreaterThan: { 's3:signatureAge': String(Duration.minutes(1).toMilliseconds()) } },
      }),
    );
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'A log of its accesses would hold signed addresses, which are secrets (R27); who was given one stands in the log of the API.',
    });
    return bucket;
  }

  private ownMail(domain: string, removalPolicy: RemovalPolicy): string[] {
    const configurationSet = new ConfigurationSet(this, 'MailConfiguration', { reputationMetrics: true });
    const identity = new EmailIdentity(this, 'MailIdentity', { identity: Identity.domain(domain), configurationSet });
    identity.applyRemovalPolicy(removalPolicy);
    return [
      identity.emailIdentityArn,
      this.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configurationSet.configurationSetName,
      }),
    ];
  }
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}
