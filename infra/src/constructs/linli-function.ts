import type { Duration, Size } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { bundleFolder, type LambdaName } from '../bundles.ts';
import type { Deployment } from '../deployment.ts';
import { linliLogs } from './linli-logs.ts';
import { type AlarmText, AT_ONCE, FIVE_MINUTES, FOR_A_QUARTER_OF_AN_HOUR, type Watched } from './watched.ts';

export type LinliFunctionProps = {
  deployment: Deployment;
  memory: Size;
  timeout: Duration;
  /** Failures in five minutes at which the alarm sounds. */
  failuresTolerated: number;
  whenFailing: AlarmText;
};

/**
 * One of Linli's Lambdas: the built bundle on Node 24, a role that may do nothing but write its own log until a grant
 * is bound, logs kept as the law asks, and alarms with their text.
 */
export class LinliFunction extends Construct {
  readonly name: LambdaName;
  readonly lambda: Lambda;
  readonly role: Role;
  readonly watched: Watched[];

  constructor(scope: Construct, name: LambdaName, props: LinliFunctionProps) {
    super(scope, pascal(name));
    this.name = name;
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = linliLogs(this, 'Logs');
    logGroup.grantWrite(this.role);
    this.lambda = new Lambda(this, 'Function', {
      code: Code.fromAsset(bundleFolder(name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: props.deployment.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      memorySize: props.memory.toMebibytes(),
      timeout: props.timeout,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
    this.watched = this.#watched(props);
  }

  /** A permission and the names under which the code finds what it is for: never one without the other. */
  bind(variables: Record<string, string>, ...allowed: PolicyStatement[]): void {
    for (const [name, value] of Object.entries(variables)) this.lambda.addEnvironment(name, value);
    for (const statement of allowed) this.role.addToPolicy(statement);
  }

  #watched({ failuresTolerated, whenFailing, timeout }: LinliFunctionProps): Watched[] {
    const id = pascal(this.name);
    return [
      {
        id: `${id}Failing`,
        metric: this.lambda.metricErrors({ period: FIVE_MINUTES }),
        threshold: failuresTolerated + 1,
        periods: AT_ONCE,
        text: whenFailing,
      },
      {
        id: `${id}Throttled`,
        metric: this.lambda.metricThrottles({ period: FIVE_MINUTES }),
        threshold: 1,
        periods: FOR_A_QUARTER_OF_AN_HOUR,
        text: {
          happened: `The ${this.name} function was refused a place to run for a quarter of an hour.`,
          affects:
            'Requests are answered late or with "please try again"; nothing that was accepted is lost.',
          doFirst:
            "Compare the account's concurrent executions with its Lambda quota and ask for a higher one.",
        },
      },
      {
        id: `${id}Slow`,
        metric: this.lambda.metricDuration({ period: FIVE_MINUTES, statistic: 'p99' }),
        threshold: timeout.toMilliseconds() * 0.9,
        periods: FOR_A_QUARTER_OF_AN_HOUR,
        text: {
          happened: `The ${this.name} function runs to within a tenth of its time limit.`,
          affects: 'People wait; soon some of them get an error instead of an answer.',
          doFirst:
            'Look in the dashboard whether the table is throttled; if not, whether a release made it slower.',
        },
      },
    ];
  }
}

const pascal = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
