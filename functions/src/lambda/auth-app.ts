import { systemClock } from '@linli/core/kernel';
import { type AuthDependencies, createAuthApp, createStaff } from '../auth/app.ts';
import { chosenWechat } from '../auth/wechat-settings.ts';
import { bound } from './environment.ts';
import { log } from './log.ts';
import { districtTable } from './tables.ts';

const districtId = bound('DISTRICT_ID');

const deps: AuthDependencies = {
  districtId,
  districtTable: districtTable(districtId),
  clock: systemClock,
  trustedOrigins: [bound('ORIGIN')],
  secret: bound('AUTH_SECRET'),
  secureCookies: true,
  secondFactorDemanded: true,
  wechat: chosenWechat(process.env),
  log,
};

/** Signing in on AWS. The only module that loads better-auth; the web function imports it when somebody has a session. */
export const auth = createAuthApp(deps);

export const addStaff = (input: Parameters<typeof createStaff>[1]) => createStaff(deps, input);
