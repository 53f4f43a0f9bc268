import { startConsoleSite } from '../../web/console-site.ts';
import { openCommunities, sessionCookie } from '../../web/support/communities.ts';
import type { Found } from '../battery.ts';
import { marksOf } from '../world/ledgers.ts';
import { type Answer, asking, bringIn, crawlSite, getPage, sendForm } from '../world/site.ts';
import { canariesOf, ledgersWithNumbers, namedInTitle, numbersIn } from './canaries.ts';

const SLUG = 'guihua';
const MARKS = marksOf('Jinque');
const CANARIES = canariesOf(MARKS);

/** Every page and every CSV file that links lead to, as the community's administrator, the district's, and a visitor. */
export async function walkSite(ofAKind: number): Promise<Found> {
  const logged: unknown[] = [];
  const site = await startConsoleSite({ demo: false, log: (entry) => void logged.push(entry) });
  try {
    const { origin } = site;
    const district = await sessionCookie(origin);
    await openCommunities(origin, district, SLUG);
    await site.addAdministrator('shequ', SLUG);
    const own = await sessionCookie(origin, 'shequ');
    await fill(origin, own);
    const failures: string[] = [];
    let tried = 0;
    const judge = ({ url, text, links }: Answer, who: string) => {
      tried++;
      const seen = numbersIn([url, ...links, text].join('\n'), CANARIES);
      if (seen.length > 0) failures.push(`${url} as ${who} shows ${seen}`);
      const named = namedInTitle(text, CANARIES);
      if (named !== undefined) failures.push(`${url} as ${who} names ${named} in its title`);
    };
    const entrances = ['/', `/${SLUG}`, `/console/${SLUG}`, '/district', '/account'].map(
      (path) => origin + path,
    );
    for (const [who, cookie] of [
      ['administrator', own],
      ['district', district],
      ['visitor', ''],
    ] as const)
      for await (const answer of crawlSite(origin, cookie, entrances, ofAKind)) judge(answer, who);
    for await (const answer of refusedForms(origin, own)) judge(answer, 'administrator, refused');
    const leaked = numbersIn(JSON.stringify(logged), CANARIES);
    if (leaked.length > 0) failures.push(`the log says ${leaked}`);
    if (tried < 40) failures.push(`only ${tried} pages were found`);
    return { tried, failures, counts: { pages: tried } };
  } finally {
    await site.stop();
  }
}

/** Forms that somebody fills in with a number where it does not belong, or not rightly. */
async function* refusedForms(origin: string, cookie: string): AsyncGenerator<Answer> {
  const persons = `${origin}/console/${SLUG}/courtyard/persons`;
  const { links } = await getPage(persons, cookie);
  const person = links.find((link) => /\/persons\/prs_\w+$/.test(link));
  if (person === undefined) throw new Error('The list of persons leads to none');
  const wrong = '510104195503010028';
  const forms: [string, Record<string, string>][] = [
    [`${persons}/find`, { idNumber: wrong }],
    [`${person}?/reveal`, { fields: 'phone', reason: '' }],
    [`${person}/export`, { reason: '' }],
    [`${person}/erasure`, { reason: '本人申请', name: '别人' }],
    [`${origin}/sign-in/code`, { phone: '1390001000' }],
    [`${origin}/sign-in/card`, { cardNumber: '13900010000', pin: '1' }],
  ];
  for (const [url, fields] of forms) {
    const answer = await sendForm(url, cookie, fields);
    // A phone somebody typed themselves comes back into its field; another's never does.
    yield { ...answer, text: answer.text.replaceAll('value="13900010000"', '') };
  }
}

/** The ledgers, an import with rows that are given back, and an invitation to a phone. */
async function fill(origin: string, cookie: string): Promise<void> {
  const ask = asking(origin, cookie, SLUG);
  const lines = [
    '志愿者编号,姓名,手机号码,身份证号,注册时间',
    'W1,无名,13900010000x,51010419550301002,2018-13-45',
  ];
  const wrong = { name: '志愿者登记表.csv', bytes: Buffer.from(lines.join('\n')) };
  await bringIn(ask, ledgersWithNumbers(MARKS), 'run');
  await bringIn(ask, [wrong], 'preflight');
  const send = { channel: 'sms', to: '13900030000' };
  await ask('POST', '/identity/invitations', { role: 'staff', name: '新人', send });
}
