import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Sets one cdk-nag rule aside for one construct. The reason is an argument, not a wish. */
export const acknowledge = (where: IConstruct, rule: `AwsSolutions-${string}`, reason: string): void =>
  Validations.of(where).acknowledge({ id: rule, reason });
