import { Stack, type StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { LinliAlarm } from '../constructs/linli-alarm.ts';
import { LinliDashboard } from '../constructs/linli-dashboard.ts';
import type { LinliFunction } from '../constructs/linli-function.ts';
import { MonthlyBudget } from '../constructs/monthly-budget.ts';
import type { Watched } from '../constructs/watched.ts';
import type { Deployment } from '../deployment.ts';

type OperationsStackProps = StackProps & {
  deployment: Deployment;
  watched: readonly Watched[];
  functions: readonly LinliFunction[];
};

/** What watches: an alarm for everything that is watched, one page to look at, and a warning before the bill. */
export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { deployment, watched, functions, ...props }: OperationsStackProps,
  ) {
    super(scope, id, props);
    const topic = new Topic(this, 'Alarms', { displayName: 'Linli', enforceSSL: true });
    if (deployment.alarmEmail !== undefined) {
      topic.addSubscription(new EmailSubscription(deployment.alarmEmail));
    }
    for (const one of watched) new LinliAlarm(this, one, topic);
    new LinliDashboard(this, 'Dashboard', { watched, functions });
    if (deployment.partition === 'aws' && deployment.monthlyBudgetUsd !== undefined) {
      new MonthlyBudget(this, 'Budget', deployment.monthlyBudgetUsd, topic);
    }
  }
}
