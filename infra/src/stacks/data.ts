import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DataAccess } from '../constructs/data-access.ts';
import { FilesBucket } from '../constructs/files-bucket.ts';
import { IdNumberKey } from '../constructs/id-number-key.ts';
import { LinliTable } from '../constructs/linli-table.ts';
import type { Watched } from '../constructs/watched.ts';
import type { Deployment } from '../deployment.ts';

type DataStackProps = StackProps & { deployment: Deployment };

/** What must outlive everything else: the table, the files, and the only ways to reach them. */
export class DataStack extends Stack {
  readonly table: LinliTable;
  readonly access: DataAccess;
  readonly idNumbers: IdNumberKey;
  readonly watched: Watched[];

  constructor(scope: Construct, id: string, { deployment, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.table = new LinliTable(this, 'Table');
    const files = new FilesBucket(this, 'Files', deployment);
    this.access = new DataAccess(this, 'Access', this.table.table, files.bucket);
    this.idNumbers = new IdNumberKey(this, 'IdNumbers');
    this.watched = this.table.watched;
  }
}
