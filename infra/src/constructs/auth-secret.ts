import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { LinliFunction } from './linli-function.ts';

/**
 * Signs session cookies and encrypts the secrets of authenticator apps. Made by AWS at the first deployment and never
 * seen by a person.
 */
export class AuthSecret extends Construct {
  readonly #secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.#secret,
      'AwsSolutions-SMG4',
      'A new secret signs everybody out and ends every second factor, so it is changed by hand when there is a reason (docs/operations/deploy.md).',
    );
  }

  /** CloudFormation writes the value into the function at deployment; the template holds only a reference to it. */
  allowUsing(fn: LinliFunction): void {
    fn.bind({ AUTH_SECRET: this.#secret.secretValue.unsafeUnwrap() });
  }
}
