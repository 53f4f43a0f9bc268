import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { LinliFunction } from './linli-function.ts';

/**
 * Wraps the keys that seal ID numbers. It never leaves KMS, turns over every year, and outlives the stack: without it no
 * ID number can be read again.
 */
export class IdNumberKey extends Construct {
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Linli: wraps the keys that seal ID numbers',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** To wrap and unwrap, for a community that is named each time, and nothing else. */
  allowSealing(fn: LinliFunction): void {
    fn.bind(
      { ID_NUMBERS_KEY_ARN: this.#key.keyArn },
      new PolicyStatement({
        actions: ['kms:Encrypt', 'kms:Decrypt'],
        resources: [this.#key.keyArn],
        conditions: {
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['tenantId'] },
          Null: { 'kms:EncryptionContext:tenantId': 'false' },
        },
      }),
    );
  }
}
