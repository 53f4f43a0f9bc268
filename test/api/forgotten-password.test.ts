import type { Grant } from '@linli/core/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTable, type Engine, startEngine } from '../support/engine.ts';
import { type Device, PASSWORD, SignInDesk } from '../support/sign-in.ts';

const CHOSEN = 'magnolia by the west gate';
const VOLUNTEERS = '/communities/donghuan/timebank/volunteers';

let engine: Engine;
let desk: SignInDesk;
let donghuan: string;
let head: Device;

beforeAll(async () => {
  engine = await startEngine();
  desk = new SignInDesk(await createTestTable(engine.endpoint));
  donghuan = await desk.community('donghuan', '东环路社区');
  await desk.staff('head', { role: 'communityAdministrator', tenantId: donghuan });
  head = await desk.signedIn('head');
});
afterAll(() => engine?.stop());

const staffHere = (username: string) => desk.staff(username, { role: 'staff', tenantId: donghuan });
const resetOf = (userId: string) => `/communities/donghuan/identity/members/${userId}/password-reset`;
const handedTo = async (userId: string): Promise<string> =>
  (await head.api('POST', resetOf(userId))).body.code;
const choose = (device: Device, username: string, code: string, password = CHOSEN) =>
  device.auth('POST', '/new-password', { username, code, password });

describe('a forgotten password', () => {
  it('is replaced with the code handed over, once; the old one and everybody signed in with it are out', async () => {
    const userId = await staffHere('tang');
    const elsewhere = await desk.signedIn('tang');
    const code = await handedTo(userId);
    const stillGood = (await elsewhere.api('GET', VOLUNTEERS)).status;

    const device = desk.device('10.9.0.1');
    const chosen = await choose(device, ' Tang ', code.toUpperCase().replaceAll('-', ' '));
    const again = await choose(desk.device('10.9.0.1'), 'tang', code, 'another one of theirs');

    expect(stillGood).toBe(200);
    expect(chosen).toMatchObject({ status: 200, body: { user: { id: userId } } });
    expect((await device.api('GET', VOLUNTEERS)).status).toBe(200);
    expect((await elsewhere.api('GET', VOLUNTEERS)).status).toBe(401);
    expect(again).toMatchObject({
      status: 401,
      body: { error: { reason: 'resetCodeWrong', field: 'code' } },
    });
    const signIn = (password: string) =>
      desk.device().auth('POST', '/sign-in', { username: 'tang', password });
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn(CHOSEN)).status).toBe(200);
  });

  it('is in the trail as chosen by whoever it is the password of', async () => {
    const userId = await staffHere('zhang');
    await choose(desk.device('10.9.1.9'), 'zhang', await handedTo(userId));
    const { items } = (await head.api('GET', `/communities/donghuan/audit/about/${userId}`)).body;
    const chosen = items.find(({ action }: { action: string }) => action === 'setSecret');
    expect(chosen).toMatchObject({ actorId: userId, actorName: 'zhang' });
  });

  it('sets one password when the same code comes twice at once', async () => {
    const code = await handedTo(await staffHere('twice'));
    const passwords = ['the first of two words', 'the second of two words'];
    const answers = await Promise.all(
      passwords.map((password, at) => choose(desk.device(`10.9.1.${at + 1}`), 'twice', code, password)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('says the same of a wrong code, a code of somebody else, one that ran out, and a name nobody has', async () => {
    const [mine, theirs] = [await staffHere('mine'), await staffHere('theirs')];
    const codes = { mine: await handedTo(mine), theirs: await handedTo(theirs) };
    const answers = [
      await choose(desk.device('10.9.2.1'), 'mine', 'abcd-efgh-jkmn'),
      await choose(desk.device('10.9.2.1'), 'mine', codes.theirs),
      await choose(desk.device('10.9.2.1'), 'nobody', codes.mine),
    ];
    desk.later(24 * 60);
    answers.push(await choose(desk.device('10.9.2.1'), 'mine', codes.mine));
    const said = answers.map(({ status, body }) => [status, body.error.reason, body.error.message]);
    expect(new Set(said.map(String)).size).toBe(1);
    expect(said[0]?.slice(0, 2)).toEqual([401, 'resetCodeWrong']);
    head = await desk.signedIn('head');
  });

  it('is not opened by a code for a lost second factor, and does not go round that factor', async () => {
    const userId = await staffHere('both');
    await desk.hasSecondFactor(userId);
    const factor = await head.api('POST', resetOf(userId).replace('password', 'second-factor'));
    await desk.hasSecondFactor(userId);
    const code = await handedTo(userId);
    expect((await choose(desk.device(), 'both', factor.body.code)).status).toBe(401);
    const chosen = await choose(desk.device(), 'both', code);
    expect(chosen.body).toEqual({ next: 'secondFactor' });
  });

  it('is tried within limits, which leave those of the password alone', async () => {
    await handedTo(await staffHere('guessed'));
    const statuses: number[] = [];
    for (let at = 0; at < 40; at++)
      statuses.push(
        (await choose(desk.device(`10.9.${3 + (at >> 3)}.${at}`), 'guessed', `abcd-efgh-${at}`)).status,
      );
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(
      (await desk.device('10.9.9.9').auth('POST', '/sign-in', { username: 'guessed', password: PASSWORD }))
        .status,
    ).toBe(200);
  });

  it('is not replaced by one that is tried first, and the code is good still', async () => {
    const code = await handedTo(await staffHere('common'));
    const weak = await choose(desk.device(), 'common', code, 'common2026!');
    expect(weak.body.error.issues.map(({ field }: { field: string }) => field)).toEqual(['password']);
    expect((await choose(desk.device(), 'common', code)).status).toBe(200);
  });

  it('is not reset while the account is disabled: nobody could sign in with the new one', async () => {
    const userId = await staffHere('away');
    const disabled = resetOf(userId).replace('password-reset', 'disabled');
    await head.api('PUT', disabled, { disabled: true });
    const refused = await head.api('POST', resetOf(userId));
    await head.api('PUT', disabled, { disabled: false });
    const taken = await head.api('POST', resetOf(userId));
    expect([refused.status, refused.body.error.reason, taken.status]).toEqual([409, 'resetOfDisabled', 200]);
  });

  it('is reset by administrators of the one community alone, for others, who have one', async () => {
    const other = await desk.community('xiqu', '西区社区');
    const roles = [donghuan, other].map((tenantId): Grant => ({ role: 'staff', tenantId }));
    const roamer = await desk.staff('roamer', ...roles);
    const stranger = await desk.staff('stranger', { role: 'staff', tenantId: other });
    const own = (await head.auth('GET', '/session')).body.user.id;
    const reasons = [];
    for (const id of [own, roamer, stranger])
      reasons.push((await head.api('POST', resetOf(id))).body.error.reason);
    expect(reasons).toEqual(['notOneself', 'worksElsewhere', 'notFound']);
  });
});
