import { audit } from './audit/audit.ts';
import type { Battery } from './battery.ts';
import { crash } from './crash/crash.ts';
import { fuzz } from './fuzz/fuzz.ts';
import { hot } from './hot/hot.ts';
import { isolation } from './isolation/isolation.ts';
import { ledger } from './ledger/ledger.ts';
import { personal } from './personal/personal.ts';
import { roles } from './roles/roles.ts';
import { xss } from './xss/xss.ts';

/** Every battery by its name; a new one is named here. */
export const BATTERIES: readonly Battery[] = [
  audit,
  crash,
  fuzz,
  hot,
  isolation,
  ledger,
  personal,
  roles,
  xss,
];
