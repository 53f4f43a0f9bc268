import { writeFileSync } from 'node:fs';
import { PAGE, page } from './trace-table.ts';

writeFileSync(PAGE, page());
