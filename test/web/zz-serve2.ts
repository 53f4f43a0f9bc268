import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { localDocumentClient } from '@linli/core/table';
import { folderFiles } from '../../functions/src/local/files.ts';
import { serveSite, tablesOf } from './public-site.ts';

const client = localDocumentClient('http://127.0.0.1:41611');
const { TableNames = [] } = await client.send(new ListTablesCommand({}));
const site = await serveSite(tablesOf({ client, tableName: TableNames[0] ?? '' }), folderFiles('/tmp'));
console.log(site.origin);
