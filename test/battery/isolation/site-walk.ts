import { localDocumentClient } from '@linli/core/table';
import { startEngine } from '../../support/engine.ts';
import { startConsoleSite } from '../../web/console-site.ts';
import { openCommunities, sessionCookie } from '../../web/support/communities.ts';
import type { Found } from '../battery.ts';
import { ledgersOf, marksOf } from '../world/ledgers.ts';
import { type Answer, asking, bringIn, crawlSite, type Form, getPage, sendForm } from '../world/site.ts';
import { Snapshot } from '../world/snapshot.ts';
import { leaksIn } from './leaks.ts';

/** One is the beginning of the other, as their ids are not. */
const OURS = 'guihua';
const THEIRS = 'guihuayuan';
const MARKS = { [OURS]: marksOf('Jinqueniao'), [THEIRS]: marksOf('Baihefang') } as const;

/**
 * The pages of the site: every page, file and form that the other community's administrator sees, opened and sent by our
 * administrator and by a visitor, at its own address and under ours. Nothing of theirs is shown or changed.
 */
export async function askTheSite(ofAKind: number): Promise<Found> {
  const engine = await startEngine();
  const site = await startConsoleSite({ demo: false, endpoint: engine.endpoint });
  try {
    const { origin } = site;
    const cookies = await twoCommunities(site);
    const pages: Answer[] = [];
    const entrances = [`/console/${THEIRS}`].map((path) => origin + path);
    for await (const page of crawlSite(origin, cookies.theirs, entrances, ofAKind))
      if (page.url.includes(`/console/${THEIRS}`)) pages.push(page);
    const failures = pages.length < 40 ? [`only ${pages.length} pages of theirs were found`] : [];

    const one = await fetch(`${origin}/api/v1/district/communities/${THEIRS}`, {
      headers: { cookie: cookies.district },
    });
    const { tenantId } = (await one.json()) as { tenantId: string };
    const table = { client: localDocumentClient(engine.endpoint), tableName: 'linli' };
    const snapshot = new Snapshot(engine.endpoint, table);
    await snapshot.take();
    let tried = 0;
    const judge = (answer: Answer, asked: string, who: string) => {
      tried++;
      const { kept, shown } = MARKS[THEIRS];
      // At its own address everybody may see what its public pages show; under ours nothing of it belongs.
      const seen = leaksIn(answer.text, asked, asked.includes(THEIRS) ? [kept] : [kept, shown]);
      if (seen.length > 0) failures.push(`${asked} as ${who} shows ${seen}`);
    };
    for (const [who, cookie] of [
      ['our administrator', cookies.ours],
      ['visitor', ''],
    ] as const)
      for (const page of pages) {
        for (const address of [page.url, underOurs(page.url)])
          judge(await getPage(address, cookie), address, who);
        for (const form of page.forms) await sendBoth(form, cookie, who);
      }
    async function sendBoth({ action, fields }: Form, cookie: string, who: string) {
      for (const address of [action, underOurs(action)]) {
        if (/sign-out|preferences/.test(address)) continue;
        judge(await sendForm(address, cookie, filled(fields)), address, who);
      }
    }
    const changed = (await snapshot.changes()).filter(({ key, before, after }) =>
      `${key} ${JSON.stringify([before, after])}`.includes(tenantId),
    );
    for (const { key } of changed) failures.push(`theirs is not as it was: ${key}`);
    return { tried, failures, counts: { pages: pages.length } };
  } finally {
    await site.stop();
    await engine.stop();
  }
}

const underOurs = (address: string) => address.replace(`/console/${THEIRS}`, `/console/${OURS}`);

/** What stands in a form goes along; what somebody would type is typed. */
const filled = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value || '2019-04-12']));

/** Both with everything that ledgers bring, and an administrator each. */
async function twoCommunities(site: Awaited<ReturnType<typeof startConsoleSite>>) {
  const { origin } = site;
  const district = await sessionCookie(origin);
  await openCommunities(origin, district, OURS, THEIRS);
  const cookies = { [OURS]: '', [THEIRS]: '' };
  for (const slug of [OURS, THEIRS] as const) {
    await site.addAdministrator(`${slug}admin`, slug);
    cookies[slug] = await sessionCookie(origin, `${slug}admin`);
    const ask = asking(origin, cookies[slug], slug);
    await bringIn(ask, ledgersOf(MARKS[slug]), 'run');
    await bringIn(ask, ledgersOf(MARKS[slug]).slice(0, 1), 'preflight');
    await ask('POST', '/identity/invitations', { role: 'staff', name: `新人${MARKS[slug].kept}` });
  }
  return { ours: cookies[OURS], theirs: cookies[THEIRS], district };
}
