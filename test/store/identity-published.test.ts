// What better-auth's authors expect of an adapter, as they publish it, against the real engine. Every model lies on the
// generic shelf here, because the suite reads tokens back; the session's own shelf has a suite beside this one.

import {
  authFlowTestSuite,
  caseInsensitiveTestSuite,
  normalTestSuite,
  testAdapter,
} from '@better-auth/test-utils/adapter';
import { shelfAdapter } from '../../functions/src/auth/adapter.ts';
import { recordShelf } from '../../functions/src/auth/record-shelf.ts';
import { createTestTable, districtTable, startEngine } from '../support/engine.ts';

const engine = await startEngine();
const table = districtTable(await createTestTable(engine.endpoint), 'gaoxin');
const { execute } = await testAdapter({
  adapter: () => shelfAdapter((key, model) => recordShelf({ districtId: 'gaoxin', table }, key, model)),
  runMigrations: () => undefined,
  tests: [normalTestSuite(), authFlowTestSuite(), caseInsensitiveTestSuite()],
  onFinish: () => engine.stop(),
});
execute();
