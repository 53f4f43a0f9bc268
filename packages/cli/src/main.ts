import { parseArgs } from 'node:util';
import { CommandError, connect } from './api.ts';
import { help } from './help.ts';
import { say } from './language.ts';
import { login } from './login.ts';
import { onboard } from './onboard.ts';
import { onboardedInWords, totalsOf } from './onboard-output.ts';
import { ProgressBar } from './progress.ts';
import { reportInWords } from './report-output.ts';
import { type Verification, verificationInWords } from './verify-output.ts';

/** Some rows were rejected, or some counters differ: done, but somebody should look. */
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
    return totals.rejected > 0 ? LOOK_AGAIN : 0;
  },

  async report(options) {
    const asOf = options['as-of'];
    const query = asOf === undefined ? '' : `?asOf=${encodeURIComponent(String(asOf))}`;
    const report = await connect()<Record<string, unknown>>('GET', `${reporting(options)}/report${query}`);
    print(options, report, () => reportInWords(report));
    return 0;
  },

  async verify(options) {
    const found = await connect()<Verification>('GET', `${reporting(options)}/verify`);
    print(options, found, () => verificationInWords(found));
    return found.matches ? 0 : LOOK_AGAIN;
  },

  async login() {
    console.log(await login());
    return 0;
  },
};

const reporting = (options: Options) =>
  `/communities/${encodeURIComponent(required(options, 'community'))}/reporting`;

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
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${help()}`);
  }
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

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
