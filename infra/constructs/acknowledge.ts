import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/**
 * Accepts one wildcard resource in a role's policy, for a reason. cdk-nag names its finding after the ARN in the template, so it
 * still finds a second wildcard in the same policy.
 */
export function acknowledgeWildcard(scope: IConstruct, arn: string, reason: string): void {
  const spelt = flattenCfnReference(Stack.of(scope).resolve(arn));
  Validations.of(scope).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${spelt}]`, reason });
}
