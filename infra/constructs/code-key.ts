import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { HandlerFunction } from './handler-function.ts';

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
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** To the function that compares a code and the one that mails it. */
  grantMacs(fn: HandlerFunction): void {
    fn.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['kms:GenerateMac'], resources: [this.key.keyArn] }));
  }
}
