import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Watched } from './watched.ts';

/** An alarm that says what happened, whom it touches and what to do first; and that says so again when it is over. */
export class LinliAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, watched: Watched, topic: ITopic) {
    super(scope, watched.id);
    this.alarm = new Alarm(this, 'Alarm', {
      metric: watched.metric,
      threshold: watched.threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: watched.periods.last,
      datapointsToAlarm: watched.periods.of,
      // Nobody using Linli at night is not a fault.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: alarmDescription(watched),
    });
    this.alarm.addAlarmAction(new SnsAction(topic));
    this.alarm.addOkAction(new SnsAction(topic));
  }
}

const alarmDescription = ({ id, text }: Watched) =>
  [
    `What happened: ${text.happened}`,
    `Who notices: ${text.affects}`,
    `Do first: ${text.doFirst}`,
    `Runbook: docs/operations/alarms.md, ${id}`,
  ].join('\n');
