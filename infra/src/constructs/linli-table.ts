import { TABLE } from '@linli/core/table/names';
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  Operation,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { FIVE_MINUTES, FOR_A_QUARTER_OF_AN_HOUR, type Watched } from './watched.ts';

/** The one table, from the same data that one machine creates it from. Losing it would lose every community. */
export class LinliTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: textAttribute(TABLE.partitionKey),
      sortKey: textAttribute(TABLE.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType[TABLE.streamView],
      timeToLiveAttribute: TABLE.timeToLiveAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      // KMS with the key AWS manages: every use is in CloudTrail, and there is no key to lose (decision 0005).
      encryption: TableEncryption.AWS_MANAGED,
    });
    for (const index of TABLE.indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: textAttribute(index.partitionKey),
        sortKey: textAttribute(index.sortKey),
        projectionType: ProjectionType.ALL,
      });
    }
  }

  get watched(): Watched[] {
    return [
      {
        id: 'TableThrottled',
        metric: this.table.metric('WriteThrottleEvents', { statistic: 'sum', period: FIVE_MINUTES }),
        threshold: 1,
        periods: FOR_A_QUARTER_OF_AN_HOUR,
        text: {
          happened:
            'The table refused writes for a quarter of an hour because one part of it was asked for too much.',
          affects: 'Saving takes several tries; imports slow down. Nothing that was accepted is lost.',
          doFirst:
            'See in the dashboard whether an import is running; if so wait, otherwise look for one busy community.',
        },
      },
      {
        id: 'TableFailing',
        metric: this.table.metricSystemErrorsForOperations({ operations: EVERYDAY, period: FIVE_MINUTES }),
        threshold: 5,
        periods: FOR_A_QUARTER_OF_AN_HOUR,
        text: {
          happened: 'DynamoDB answered with errors of its own for a quarter of an hour.',
          affects: 'Pages and saving fail now and then in every community.',
          doFirst: "Read the region's health page; there is nothing to repair on our side.",
        },
      },
    ];
  }
}

/** What every page and every saving uses; an alarm can add up ten kinds at most. */
const EVERYDAY = [
  Operation.GET_ITEM,
  Operation.BATCH_GET_ITEM,
  Operation.QUERY,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.TRANSACT_WRITE_ITEMS,
];

const textAttribute = (name: string) => ({ name, type: AttributeType.STRING });
