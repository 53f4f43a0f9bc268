import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { QueryTypes, Sequelize } from 'sequelize';
import { journalQuery, pageOf } from '../postgres/journal.ts';
import { hashOf, openAccounts } from '../postgres/opened.ts';
import { Key, type PostedEntry, Refused, TransferInput } from '../postgres/requests.ts';
import { serve } from '../served.ts';
import { Account, defineModels, Token } from './models.ts';
import { postTransfer } from './post-transfer.ts';

// The ledger as a team writes it that knows Express and Sequelize well: models, one managed transaction a transfer.

const [address = '', connections = ''] = process.argv.slice(2);
const opened = await openAccounts(address);
const max = Number(connections);
const sequelize = new Sequelize(address, { logging: false, pool: { max, min: max, acquire: 60_000 } });
defineModels(sequelize);

const app = express().disable('x-powered-by').set('etag', false);
app.use(express.json());

const mayDo =
  (permission: string): RequestHandler =>
  async (request, response, next) => {
    const [, shown = ''] = /^Bearer (.+)$/.exec(request.get('authorization') ?? '') ?? [];
    const token = await Token.findByPk(hashOf(shown));
    if (token === null || token.until <= new Date()) throw new Refused(401, 'Nobody is signed in');
    if (!token.permissions.includes(permission)) throw new Refused(403, 'Not permitted');
    response.locals['actor'] = token.actor;
    next();
  };

app.post('/timebank/points-entries/transfers', mayDo('timebank:write'), async (request, response) => {
  const key = Key.safeParse(request.get('idempotency-key'));
  const transfer = TransferInput.safeParse(request.body);
  if (!key.success || !transfer.success) throw new Refused(400, 'The request is wrong');
  const asked = { key: key.data, actor: response.locals['actor'], transfer: transfer.data };
  response.status(201).json(await postTransfer(sequelize, asked));
});

app.get('/timebank/passbooks/:id', mayDo('timebank:read'), async (request, response) => {
  const account = await Account.findByPk(String(request.params['id']));
  if (account === null) throw new Refused(404, 'No such account');
  response.json({ account: { pointsBalance: account.balance, lineCount: account.lineCount } });
});

app.get('/timebank/points-entries', mayDo('timebank:read'), async (request, response) => {
  const { text, values } = journalQuery(String(request.query['cursor'] ?? ''));
  response.json(pageOf(await sequelize.query<PostedEntry>(text, { bind: values, type: QueryTypes.SELECT })));
});

const answerError: ErrorRequestHandler = (error, _request, response, _next) => {
  if (!(error instanceof Refused)) process.stderr.write(`${error.stack}\n`);
  const [status, said] = error instanceof Refused ? [error.status, error.message] : [500, 'internal'];
  response.status(status).json({ error: said });
};
app.use(answerError);

const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
serve({ base: `http://127.0.0.1:${port}/timebank`, ...opened }, async () => {
  server.close();
  server.closeAllConnections();
  await sequelize.close();
});
