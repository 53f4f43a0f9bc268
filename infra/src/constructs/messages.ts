import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Deployment } from '../deployment.ts';
import { acknowledge } from './acknowledge.ts';
import type { LinliFunction } from './linli-function.ts';

/** What the function that sends may use, and nothing where the deployment names no way (docs/decisions/0008-messages.md). */
export function allowMessages(fn: LinliFunction, { mailFrom, textMessages, partition }: Deployment): void {
  if (mailFrom !== undefined) {
    const identity = (name: string) =>
      Stack.of(fn).formatArn({ service: 'ses', resource: 'identity', resourceName: name });
    // Either the address itself is verified, or its whole domain.
    const resources = [identity(mailFrom), identity(mailFrom.slice(mailFrom.indexOf('@') + 1))];
    fn.bind({ MESSAGES_MAIL_FROM: mailFrom }, new PolicyStatement({ actions: ['ses:SendEmail'], resources }));
  }
  if (textMessages === undefined) return;
  if (partition !== 'aws') throw new Error('Text messages through SNS exist in partition aws only');
  // A phone number is no resource: what is not a topic is what may be written to.
  fn.bind(
    { MESSAGES_TEXT: textMessages },
    new PolicyStatement({ actions: ['sns:Publish'], notResources: ['arn:aws:sns:*:*:*'] }),
  );
  acknowledge(
    fn.role,
    'AwsSolutions-IAM5',
    'A text message goes to a number, which has no ARN; topics are shut out.',
  );
}
