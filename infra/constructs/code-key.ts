import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What those who administer the account may do with the key: not make MACs, unless they change its policy, which shows. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:GetKeyPolicy',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
] as const;

/**
 * The secret under which one-time codes are made (R26): a key of KMS that makes MACs and never leaves it. Without it nobody learns a
 * code from the table, and with it gone only codes of the last ten minutes are lost, so that it goes with the service.
 */
export class CodeKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'MACs of one-time codes of joint funding',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      // Without CDK's own statement, by which whoever may use KMS in this account could make MACs with it.
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'Administration',
            principals: [new AccountRootPrincipal()],
            actions: [...administration],
            resources: ['*'],
          }),
        ],
      }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** To the function that compares a code and the one that mails it: by the key's policy, and by the role's own. */
  grantMacs({ role }: { readonly role: Role }): void {
    const actions = ['kms:GenerateMac'];
    this.key.addToResourcePolicy(new PolicyStatement({ principals: [role], actions, resources: ['*'] }));
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [this.key.keyArn] }));
  }
}
