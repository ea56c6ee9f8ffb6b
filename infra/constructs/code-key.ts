import { RemovalPolicy } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** What account administrators may do with the key. They cannot make MACs unless they change its policy, which is visible. */
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
 * The secret for one-time codes (R26): a KMS key that makes MACs and never leaves KMS. The table alone does not reveal a code. If
 * the key is lost, only codes of the last ten minutes are lost, so it belongs to the service stack.
 */
export class CodeKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: 'MACs of one-time codes of joint funding',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      // Leaves out CDK's own statement, which would let every KMS user of this account make MACs with the key.
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

  /** Given to the function that compares a code and the one that emails it, by the key's policy and by the role's own. */
  grantMacs({ role }: { readonly role: Role }): void {
    const actions = ['kms:GenerateMac'];
    this.key.addToResourcePolicy(new PolicyStatement({ principals: [role], actions, resources: ['*'] }));
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [this.key.keyArn] }));
  }
}
