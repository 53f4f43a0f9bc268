import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * Logs are kept for six months by law (网络安全法, article 21). CloudWatch offers 180 days, which is short of six
 * calendar months (up to 184 days), and then 365. They outlive the stack, or taking it down would destroy evidence.
 */
export const linliLogs = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { retention: RetentionDays.ONE_YEAR, removalPolicy: RemovalPolicy.RETAIN });
