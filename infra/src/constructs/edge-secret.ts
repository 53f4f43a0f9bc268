import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** By what the functions know the edge: it puts this on every request, and nobody else can. Never seen by a person. */
export class EdgeSecret extends Construct {
  /** A reference that CloudFormation resolves at deployment; the template does not hold the value. */
  readonly value: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    this.value = secret.secretValue.unsafeUnwrap();
    acknowledge(
      secret,
      'AwsSolutions-SMG4',
      'Edge and functions must change it in one deployment; it only tells whose word counts for the address of a caller.',
    );
  }
}
