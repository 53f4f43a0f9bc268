import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** What a person woken at night needs to read first. Every part is required: an alarm nobody understands is noise. */
export type AlarmText = {
  /** What was measured, in one sentence. */
  happened: string;
  /** What people notice. */
  affects: string;
  /** The first thing to do; the rest is in docs/operations/alarms.md under the alarm's id. */
  doFirst: string;
};

/** A metric with the line it must not cross. Constructs declare these; the operations stack makes them into alarms. */
export type Watched = {
  /** PascalCase, unique in a deployment, and a heading of docs/operations/alarms.md. */
  id: string;
  metric: IMetric;
  /** The alarm sounds at this value and above. */
  threshold: number;
  /** How many of the last periods must be at or above the threshold. */
  periods: { of: number; last: number };
  text: AlarmText;
};

export const FIVE_MINUTES = Duration.minutes(5);
export const AT_ONCE = { of: 1, last: 1 };
export const FOR_A_QUARTER_OF_AN_HOUR = { of: 3, last: 3 };
