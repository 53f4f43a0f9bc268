import { join } from 'node:path';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { hasAccount, tokenHashOf } from '@linli/core/identity';
import { type Clock, systemClock } from '@linli/core/kernel';
import type { MessageSender } from '@linli/core/messaging';
import type { documentClient } from '@linli/core/table';
import { createApp } from '../api/app.ts';
import { createAuthApp, createStaff } from '../auth/app.ts';
import type { WechatSettings } from '../auth/wechat-settings.ts';
import { nobodySends } from '../messaging/chosen-sender.ts';
import { handleStreamEvents } from '../stream/handle.ts';
import { anchorsFile } from './anchors-file.ts';
import { Checkpoints } from './checkpoints.ts';
import { claimDataFolder, keptSecret } from './data-folder.ts';
import { superviseEngine } from './engine.ts';
import { folderFiles } from './files.ts';
import { ImportQueue } from './jobs.ts';
import { fileMasterKey } from './master-key.ts';
import { MessageQueue } from './message-queue.ts';
import { answerOutbox, outboxSender } from './outbox.ts';
import type { PublicOrigin } from './public-origin.ts';
import { startRounds } from './rounds.ts';
import { createServer, listen } from './server.ts';
import { loadSite } from './site.ts';
import { StreamReader } from './stream.ts';
import { trimStream, writeAnew } from './stream-order.ts';
import { ensureTable } from './table.ts';
import { connectionTo, openTables, TABLE_NAME } from './tables.ts';
import { forgetAbandonedUploads } from './upload-sweep.ts';

export type Settings = {
  folder: string;
  port: number;
  /** Another DynamoDB-compatible service instead of the embedded engine. */
  endpoint?: string | undefined;
  /** How messages leave; without it they stay in the outbox. */
  sender?: MessageSender | undefined;
  /** The address people type, where a web server on this machine stands before Linli. */
  publicOrigin?: PublicOrigin;
  /** Where this machine is registered at WeChat. */
  wechat?: WechatSettings | undefined;
  log(entry: Record<string, unknown>): void;
};

export type OneMachine = {
  /** Where it answers on this machine itself. */
  origin: string;
  addStaff(input: Parameters<typeof createStaff>[1]): Promise<string>;
  hasAccount(username: string): Promise<boolean>;
  stop(): Promise<void>;
};

/**
 * The whole product: table, API, sign-in, site and stream in this process, the engine and each import at work in one of
 * its own. Returns when it answers.
 */
export async function startOneMachine(settings: Settings, clock: Clock = systemClock): Promise<OneMachine> {
  const { folder, port, log } = settings;
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (let last = undo.pop(); last !== undefined; last = undo.pop()) await last();
  };
  try {
    undo.push(claimDataFolder(folder));
    const engine = settings.endpoint === undefined ? await superviseEngine(folder, log) : undefined;
    if (engine !== undefined) undo.push(engine.stop);
    const endpoint = engine?.endpoint ?? settings.endpoint ?? '';
    const { client, districtId, districtTable, tenantTable, publicTable } = openTables(endpoint);
    await ensureTable(client, TABLE_NAME);

    const filesFolder = join(folder, 'files');
    forgetAbandonedUploads(filesFolder, clock());
    const files = folderFiles(filesFolder);
    const masterKeyFile = join(folder, 'id-numbers.key');
    const masterKey = fileMasterKey(masterKeyFile);

    const shared = { districtId, districtTable, clock, log };
    const queue = new ImportQueue({ ...shared, tenantTable, endpoint, folder: filesFolder, masterKeyFile });
    undo.push(() => queue.stop());
    const keeper = { districtId, table: districtTable };
    // Nobody reads the outbox of a machine that people reach from elsewhere: there, what cannot leave fails in sight.
    const unsent = settings.publicOrigin === undefined ? outboxSender : nobodySends;
    const sender = settings.sender ?? unsent;
    const messages = new MessageQueue({ ...keeper, clock, log, sender });
    undo.push(() => messages.stop());
    const streamArn = await streamOf(client);
    const checkpoints = new Checkpoints(join(folder, 'stream.json'), streamArn);
    if (engine !== undefined) {
      forgetReadEvents(join(folder, 'linli.db'), checkpoints);
      writeAnew(join(folder, 'linli.db'));
    }
    const stream = new StreamReader({
      client: new DynamoDBStreamsClient(connectionTo(endpoint)),
      streamArn,
      checkpoints,
      handle: (shardId, events) =>
        handleStreamEvents(
          {
            district: keeper,
            tenantTable,
            clock,
            anchored: anchorsFile(join(folder, 'audit-anchors.jsonl')),
            wantJob: async (job) => queue.want(job),
            wantMessage: async (job) => messages.want(job),
          },
          shardId,
          events,
        ),
      log,
    });

    const operatorToken = keptSecret(join(folder, 'operator.token'));
    const here = [`http://localhost:${port}`, `http://127.0.0.1:${port}`] as const;
    const { publicOrigin } = settings;
    const origins = publicOrigin === undefined ? here : ([publicOrigin, ...here] as const);
    const [origin] = origins;
    const operatorTokenHash = tokenHashOf(operatorToken);
    const api = createApp({
      ...shared,
      tenantTable,
      publicTable,
      files,
      masterKey,
      origin,
      operatorTokenHash,
    });
    const signIn = {
      ...shared,
      trustedOrigins: origins,
      secret: keptSecret(join(folder, 'auth.secret')),
      secureCookies: publicOrigin !== undefined,
      // Whoever can be reached from elsewhere is deployed.
      secondFactorDemanded: publicOrigin !== undefined,
      wechat: settings.wechat,
    };
    const auth = createAuthApp(signIn);
    const { site, clientFolder } = await loadSite();

    const server = createServer({
      origins,
      api: (request, from) => api.fetch(request, from),
      auth: (request, from) => auth.fetch(request, from),
      publicOrigin,
      wechat: settings.wechat !== undefined,
      site,
      files,
      clock,
      clientFolder,
      ...(sender === outboxSender ? { outbox: (request, from) => answerOutbox(keeper, request, from) } : {}),
      readiness: async () => ({
        table: await tableAnswers(client),
        site: true,
        stream: stream.caughtUp,
      }),
    });
    await queue.resume();
    await messages.resume();
    stream.start();
    undo.push(() => stream.stop());
    undo.push(startRounds({ ...shared, tenantTable }));
    undo.push(await listen(server, port));
    return {
      origin: here[0],
      addStaff: (input) => createStaff(signIn, input),
      hasAccount: (username) => hasAccount(keeper, username),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Client = ReturnType<typeof documentClient>;

async function streamOf(client: Client): Promise<string> {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: TABLE_NAME }));
  if (table?.LatestStreamArn === undefined)
    throw new Error(
      `这个服务上的表 ${TABLE_NAME} 没有打开数据流（Streams）。 / The table ${TABLE_NAME} there has no stream.`,
    );
  return table.LatestStreamArn;
}

const tableAnswers = (client: Client) =>
  client.send(new DescribeTableCommand({ TableName: TABLE_NAME })).then(
    ({ Table: table }) => table?.TableStatus === 'ACTIVE',
    () => false,
  );

function forgetReadEvents(file: string, checkpoints: Checkpoints): void {
  for (const { after } of checkpoints.all()) {
    if (after !== undefined) trimStream(file, TABLE_NAME, after);
  }
}
