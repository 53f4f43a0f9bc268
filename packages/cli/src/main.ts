import { parseArgs } from 'node:util';
import { type Api, baseUrl, CommandError, connect, Refusal } from './api.ts';
import { type AuditVerification, anchorsIn, auditInWords, heldAgainst, verifyAudit } from './audit.ts';
import { help } from './help.ts';
import { say } from './language.ts';
import { login, loginWithToken } from './login.ts';
import { onboard } from './onboard.ts';
import { onboardedInWords, totalsOf } from './onboard-output.ts';
import { ProgressBar } from './progress.ts';
import { rebuild, rebuiltInWords } from './rebuild.ts';
import { type Report, reportInWords } from './report-output.ts';
import { type Verification, verificationInWords } from './verify-output.ts';

/** Some rows were rejected, some files not read, or some counters differ: done, but somebody should look. */
const LOOK_AGAIN = 2;

type Options = Record<string, string | boolean | undefined>;

const COMMANDS: Record<string, (options: Options) => Promise<number>> = {
  async onboard(options) {
    const input = {
      slug: required(options, 'slug'),
      name: required(options, 'name'),
      from: required(options, 'from'),
      dryRun: options['dry-run'] === true,
      everyFinding: options['json'] === true,
      ...(typeof options['rejects'] === 'string' ? { rejects: options['rejects'] } : {}),
    };
    const result = await onboard(connect(), input, new ProgressBar());
    const totals = totalsOf(result.import.sheets);
    print(options, { ...result, totals }, () => onboardedInWords(result, input.dryRun));
    return totals.rejected + result.leftOut.length > 0 ? LOOK_AGAIN : 0;
  },

  async report(options) {
    const asOf = options['as-of'];
    const query = asOf === undefined ? '' : `?asOf=${encodeURIComponent(String(asOf))}`;
    const report = await ofCommunity<Report>(connect(), options, `reporting/report${query}`);
    print(options, report, () => reportInWords(report));
    return 0;
  },

  async verify(options) {
    const api = connect();
    if (options['audit'] === true) return verifyingAudit(api, options);
    const brief = options['brief'] === true;
    const verify = () => ofCommunity<Verification>(api, options, `reporting/verify?all=${!brief}`);
    if (options['rebuild'] === true) return rebuilding(api, options, verify);
    const found = await verify();
    const nameOf = await courtyardNames(api, options);
    print(options, found, () => verificationInWords(found, nameOf, brief));
    return found.matches ? 0 : LOOK_AGAIN;
  },

  async reseal(options) {
    const api = connect();
    const slug = required(options, 'community');
    const path = `/communities/${encodeURIComponent(slug)}/courtyard/id-number-keys/rotation`;
    let sealed = 0;
    for (let state = 'more'; state === 'more'; ) {
      const done = await api<{ state: string; sealed: number }>('POST', path);
      ({ state } = done);
      sealed += done.sealed;
    }
    print(options, { community: slug, sealed }, () =>
      say(
        `“${slug}”的身份证号已换用新密钥，共 ${sealed} 个。`,
        `The ID numbers of "${slug}" are under a new key: ${sealed}.`,
      ),
    );
    return 0;
  },

  async discard(options) {
    const slug = required(options, 'slug');
    const address = `/district/communities/${encodeURIComponent(slug)}`;
    const api = connect();
    const { name } = await knownTo<{ name: string }>(api, slug, address);
    const gone = await api<{ slug: string }>('DELETE', address);
    print(options, gone, () =>
      say(
        `草稿社区“${name}”和为它上传的台账已经删除，网址名 ${slug} 可以再用。`,
        `The draft "${name}" and the ledgers sent for it are gone; the address name ${slug} is free again.`,
      ),
    );
    return 0;
  },

  async login(options) {
    console.log(await (options['token'] === true ? loginWithToken() : login()));
    return 0;
  },
};

/** Of a community, or without one the district office's own. */
async function verifyingAudit(api: Api, options: Options): Promise<number> {
  const verify = () =>
    options['community'] === undefined
      ? api<AuditVerification>('GET', '/district/audit/verification')
      : ofCommunity<AuditVerification>(api, options, 'audit/verification');
  const sound = await verifyAudit(verify);
  const { anchors } = options;
  const found = typeof anchors === 'string' ? heldAgainst(sound, anchorsIn(anchors, sound.owner)) : sound;
  print(options, found, () => auditInWords(found));
  return found.matches ? 0 : LOOK_AGAIN;
}

async function rebuilding(api: Api, options: Options, verify: () => Promise<Verification>): Promise<number> {
  const reporting = `/communities/${encodeURIComponent(required(options, 'community'))}/reporting`;
  const { found, rebuilt } = await rebuild(api, reporting, verify);
  const nameOf = await courtyardNames(api, options);
  print(options, { ...found, rebuilt }, () =>
    [rebuiltInWords(rebuilt, nameOf), '', verificationInWords(found, nameOf, options['brief'] === true)].join(
      '\n',
    ),
  );
  return found.matches ? 0 : LOOK_AGAIN;
}

const ofCommunity = <T>(api: Api, options: Options, path: string): Promise<T> => {
  const slug = required(options, 'community');
  return knownTo<T>(api, slug, `/communities/${encodeURIComponent(slug)}/${path}`);
};

/** "Not found" of the API could be anything; here it can only be the community. */
async function knownTo<T>(api: Api, slug: string, path: string): Promise<T> {
  try {
    return await api<T>('GET', path);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    throw new CommandError(
      say(
        `${baseUrl()} 上没有“${slug}”这个社区。请核对网址名；${baseUrl()}/district 列出了全部社区。`,
        `There is no community "${slug}" at ${baseUrl()}. Check the address name; ${baseUrl()}/district lists them all.`,
      ),
    );
  }
}

/** What the courtyards are called; their ids where the community keeps none. */
async function courtyardNames(api: Api, options: Options): Promise<(id: string) => string> {
  const path = `/communities/${encodeURIComponent(required(options, 'community'))}/courtyard/courtyards?limit=100`;
  const { items } = await api<{ items: { id: string; name: string }[] }>('GET', path).catch((error) => {
    if (error instanceof Refusal && error.status === 404) return { items: [] };
    throw error;
  });
  const names = new Map(items.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function required(options: Options, name: string): string {
  const value = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CommandError(
    say(`缺少 --${name}。运行 npx linli --help 看用法。`, `--${name} is missing. See npx linli --help.`),
  );
}

function print(options: Options, result: unknown, inWords: () => string): void {
  console.log(options['json'] === true ? JSON.stringify(result, null, 2) : inWords());
}

function readCommandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        slug: { type: 'string' },
        name: { type: 'string' },
        from: { type: 'string' },
        community: { type: 'string' },
        'as-of': { type: 'string' },
        'dry-run': { type: 'boolean' },
        rejects: { type: 'string' },
        brief: { type: 'boolean' },
        rebuild: { type: 'boolean' },
        audit: { type: 'boolean' },
        anchors: { type: 'string' },
        token: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandError(`${wrongOption(error as Error)}\n\n${help()}`);
  }
}

/** Node says it in English, and at length. */
function wrongOption({ message }: Error): string {
  const [, option] = /'(--?[^ ']+)/.exec(message) ?? [];
  if (option === undefined) return say('命令写得不对。', 'The command is not right.');
  return /^Unknown/.test(message)
    ? say(`没有 ${option} 这个选项。`, `There is no option ${option}.`)
    : say(`选项 ${option} 写得不对。`, `The option ${option} is not right.`);
}

async function run(): Promise<number> {
  const { values, positionals } = readCommandLine();
  const [name] = positionals;
  if (values.help === true || name === undefined) {
    console.log(help());
    return values.help === true ? 0 : 1;
  }
  const command = COMMANDS[name];
  if (command === undefined)
    throw new CommandError(
      `${say(`没有“${name}”这个命令。`, `There is no command "${name}".`)}\n\n${help()}`,
    );
  return command(values);
}

/** For a program that asked for JSON: the code of the API's refusal, or `refused`, and the words. */
const inJson = (error: CommandError) => ({
  code: error instanceof Refusal ? error.code : 'refused',
  message: error.message,
});

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ error: inJson(error) }, null, 2));
  process.exitCode = 1;
}
