import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

export interface StoreStackProps extends StackProps {
  readonly settings: Settings;
}

/**
 * What must outlive the service: the table, its key, and the mail identity (whose DNS records somebody had to publish). Everything here
 * is protected and kept when the stack goes.
 */
export class StoreStack extends Stack {
  readonly table: Table;
  /** What a sender of mail must be allowed to use: the identity and its configuration. */
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
    this.mailArns = this.ownMail(domainOf(props.settings.mail.from), removalPolicy);
  }

  /**
   * Usable through DynamoDB alone, by whoever the table's own grants let in: DynamoDB calls KMS in its caller's name, and this statement
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
