import { createHash } from 'node:crypto';
import { DatabaseError, Op, type Sequelize, type Transaction, UniqueConstraintError } from 'sequelize';
import { entryIdOf } from '../postgres/opened.ts';
import { type PostedEntry, Refused, type TransferInput } from '../postgres/requests.ts';
import { Account, Entry, Posting } from './models.ts';

const TRIES = 5;
/** A serialization failure and a deadlock: nothing was done, and the same again may go through. */
const RETRYABLE = ['40001', '40P01'];

type Asked = { key: string; actor: string; transfer: TransferInput };

/** Posts a transfer in one transaction. The same under the same key again is answered with the entry as it was posted. */
export async function postTransfer(sequelize: Sequelize, asked: Asked): Promise<PostedEntry> {
  for (let tried = 1; ; tried++)
    try {
      return await sequelize.transaction((transaction) => post(asked, transaction));
    } catch (error) {
      if (error instanceof UniqueConstraintError) return alreadyPosted(asked);
      const code = error instanceof DatabaseError ? (error.parent as { code?: string }).code : undefined;
      if (code === undefined || !RETRYABLE.includes(code) || tried === TRIES) throw error;
    }
}

async function post({ key, actor, transfer }: Asked, transaction: Transaction): Promise<PostedEntry> {
  const { from, to, points, reason } = transfer;
  const id = entryIdOf(key);
  const at = new Date();
  const entry = { id, kind: 'transfer', on: at.toISOString().slice(0, 10), reason };
  // First, so that what was posted before is answered whatever has become of the accounts since.
  await Entry.create({ ...entry, askedHash: hashOf(transfer), actor, at }, { transaction, returning: false });

  // In the order of their ids, so that two transfers over the same accounts meet on the first.
  const accounts = await Account.findAll({
    where: { id: { [Op.in]: [from, to] } },
    order: [['id', 'ASC']],
    lock: transaction.LOCK.UPDATE,
    transaction,
  });
  const giver = accounts.find((account) => account.id === from);
  const taker = accounts.find((account) => account.id === to);
  if (giver === undefined || taker === undefined) throw new Refused(404, 'No such account');
  if (giver.balance < points) throw new Refused(422, 'The balance is too low');

  const postings = [
    { account: from, amount: -points, name: giver.name },
    { account: to, amount: points, name: taker.name },
  ];
  await Posting.bulkCreate(
    postings.map(({ account: accountId, ...posting }, position) => ({
      ...posting,
      entryId: id,
      position,
      accountId,
    })),
    { transaction, returning: false },
  );
  await giver.increment({ balance: -points, lineCount: 1 }, { transaction });
  await taker.increment({ balance: points, lineCount: 1 }, { transaction });
  const { kind, on } = entry;
  return { id, kind, on, postings, reason };
}

async function alreadyPosted({ key, transfer }: Asked): Promise<PostedEntry> {
  const id = entryIdOf(key);
  const entry = await Entry.findByPk(id, { rejectOnEmpty: true });
  if (entry.askedHash !== hashOf(transfer)) throw new Refused(409, 'The key was used for something else');
  const rows = await Posting.findAll({ where: { entryId: id }, order: [['position', 'ASC']] });
  const postings = rows.map(({ accountId: account, amount, name }) => ({ account, amount, name }));
  const { kind, on, reason } = entry;
  return { id, kind, on, postings, reason };
}

const hashOf = (asked: TransferInput): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
