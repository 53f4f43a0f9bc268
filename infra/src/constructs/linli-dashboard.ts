import { Dashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { LinliFunction } from './linli-function.ts';
import { FIVE_MINUTES, type Watched } from './watched.ts';

type LinliDashboardProps = { watched: readonly Watched[]; functions: readonly LinliFunction[] };

/** One page: how much is asked, how long it takes, what fails, and every other thing that has an alarm. */
export class LinliDashboard extends Construct {
  constructor(scope: Construct, id: string, { watched, functions }: LinliDashboardProps) {
    super(scope, id);
    const everyFunction = (title: string, of: (fn: LinliFunction) => IMetric) =>
      new GraphWidget({ title, left: functions.map(of), width: 8 });
    const ofFunctions = new Set(functions.flatMap((fn) => fn.watched.map(({ id: alarm }) => alarm)));
    const others = watched.filter((one) => !ofFunctions.has(one.id));

    new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          everyFunction('Asked, in five minutes', ({ lambda, name }) =>
            lambda.metricInvocations({ period: FIVE_MINUTES, label: name }),
          ),
          everyFunction('How long one in a hundred takes (ms)', ({ lambda, name }) =>
            lambda.metricDuration({ period: FIVE_MINUTES, statistic: 'p99', label: name }),
          ),
          everyFunction('Failed, in five minutes', ({ lambda, name }) =>
            lambda.metricErrors({ period: FIVE_MINUTES, label: name }),
          ),
        ],
        others.map(
          ({ id: title, metric, threshold }) =>
            new GraphWidget({
              title,
              left: [metric],
              leftAnnotations: [{ value: threshold, label: 'alarm' }],
              width: 8,
            }),
        ),
      ],
    });
  }
}
