import { type Clock, type Instant, LinliError } from '../kernel/index.ts';
import { write } from '../table/index.ts';
import { OutgoingMessages } from './entities.ts';
import {
  findMessage,
  isTaken,
  keyOf,
  type MessageJob,
  type MessageKeeper,
  type StoredMessage,
} from './operations.ts';
import { nextTryAfter, type SendProblem } from './outgoing-message.ts';
import { type Wording, wordingOf } from './templates.ts';

/** A message as it leaves: `id` is the same at every try, so that a provider can drop the second of two. */
export type ReadyMessage = Pick<StoredMessage, 'id' | 'channel' | 'to' | 'template' | 'language'> & Wording;

/**
 * The port through which messages leave. `send` returns when the provider has taken the message over, and gives up well
 * within `LEASE_SECONDS`. Throws `SendFailure`.
 */
export type MessageSender = {
  send(message: ReadyMessage): Promise<void>;
  /** Where people read the messages in the table itself, which must then not forget what they say. */
  readonly isReadInTable?: boolean;
};

/** `detail` is for the log: what the provider said, never what the message says. */
export class SendFailure extends Error {
  readonly problem: SendProblem;

  constructor(problem: SendProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'SendFailure';
    this.problem = problem;
  }
}

export type SendDependencies = MessageKeeper & {
  sender: MessageSender;
  clock: Clock;
  log(entry: Record<string, unknown>): void;
};

const LEASE_SECONDS = 60;

/**
 * Tries to send one message, if its time has come and nobody else is at it. Returns when to look at it again, or
 * undefined when it is sent or given up. Safe to repeat and to call twice at once.
 *
 * At least once, not exactly once: a worker that dies between the provider's answer and writing it down leaves a message
 * that was sent and still waits. It is sent again when the lease has run out, with the same id.
 */
export async function sendWaiting(deps: SendDependencies, job: MessageJob): Promise<Instant | undefined> {
  const now = deps.clock();
  const found = await findMessage(deps, job);
  if (found?.state !== 'waiting') return undefined;
  if (found.nextTryAt !== undefined && found.nextTryAt > now) return found.nextTryAt;
  if (isTaken(found, now)) return found.takenUntil;
  if (found.goodUntil <= now) return giveUp(deps, found, 'sendTooLate');
  const taken = await take(deps, found, now);
  if (taken === undefined) return leaseFrom(now);
  try {
    await deps.sender.send(readyOf(taken));
  } catch (error) {
    return noteFailure(deps, taken, error);
  }
  await noteSent(deps, taken);
  return undefined;
}

const leaseFrom = (now: Instant): Instant => new Date(Date.parse(now) + LEASE_SECONDS * 1000).toISOString();

/** Counts the try before it is made, so that one that ends its worker every time is given up like any other. */
async function take(
  deps: SendDependencies,
  found: StoredMessage,
  now: Instant,
): Promise<StoredMessage | undefined> {
  const set = { tries: found.tries + 1, takenUntil: leaseFrom(now) };
  return (await step(deps, found, { set })) ? { ...found, ...set } : undefined;
}

async function noteSent(deps: SendDependencies, taken: StoredMessage): Promise<void> {
  const remove = ['nextTryAt', 'takenUntil', 'problem', ...(deps.sender.isReadInTable ? [] : ['secret'])];
  await step(deps, taken, { set: { state: 'sent', sentAt: deps.clock() }, remove });
}

async function noteFailure(
  deps: SendDependencies,
  taken: StoredMessage,
  error: unknown,
): Promise<Instant | undefined> {
  const problem = error instanceof SendFailure ? error.problem : 'sendUnreachable';
  const detail = error instanceof SendFailure ? error.message : (error as Error)?.stack;
  const { tenantId, id, tries } = taken;
  const next = nextTryAfter(tries, deps.clock());
  const level = next === undefined ? 'error' : 'warn';
  deps.log({ level, event: 'message', tenantId, id, tries, problem, detail });
  if (next === undefined) return giveUp(deps, taken, problem);
  await step(deps, taken, { set: { problem, nextTryAt: next }, remove: ['takenUntil'] });
  return next;
}

/** What it says is kept for another try by hand, unless that would come too late in any case. */
async function giveUp(
  deps: SendDependencies,
  message: StoredMessage,
  problem: SendProblem,
): Promise<undefined> {
  const remove = ['nextTryAt', 'takenUntil', ...(problem === 'sendTooLate' ? ['secret'] : [])];
  await step(deps, message, { set: { state: 'failed', problem }, remove });
}

type Change = { set: Partial<StoredMessage>; remove?: readonly string[] };

/** Every step demands the try it knows of: false when somebody asked for another meanwhile, or took it over. */
async function step(
  { table }: SendDependencies,
  known: StoredMessage,
  { set, remove = [] }: Change,
): Promise<boolean> {
  const touched = new LinliError('conflict', 'alreadyChanged');
  const patch = OutgoingMessages.patch(keyOf(known))
    .set(set)
    .remove(remove as never)
    .where(({ askedNo, tries, state }, { eq }) =>
      [eq(askedNo, known.askedNo), eq(tries, known.tries), eq(state, 'waiting')].join(' AND '),
    );
  try {
    await table.commit([write(patch, touched)]);
    return true;
  } catch (error) {
    if (error !== touched) throw error;
    return false;
  }
}

/** Throws where there is nothing left to say, which only a message that is over can be. */
function readyOf({
  id,
  channel,
  to,
  template,
  language,
  params,
  secret,
  goodUntil,
}: StoredMessage): ReadyMessage {
  if (secret === undefined) throw new Error(`Message ${id} waits without what it is to say`);
  return {
    id,
    channel,
    to,
    template,
    language,
    ...wordingOf({ template, language, params, secret, goodUntil }),
  };
}
