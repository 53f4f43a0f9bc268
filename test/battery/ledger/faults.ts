import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Wire } from '../wire.ts';
import type { Waiting } from './turns.ts';

/** How often each thing goes wrong with a call, drawn once a seed. */
export type Rates = {
  requestLost: number;
  answerLost: number;
  conflict: number;
  inProgress: number;
  throttle: number;
  death: number;
  staleIndex: number;
  lateDuplicate: number;
};

/** Half of all kinds of faults are left out of a seed: what many seeds have in common would hide what few faults show. */
export function ratesFrom(random: () => number): Rates {
  const upTo = (limit: number) => (random() < 0.5 ? 0 : random() * limit);
  return {
    requestLost: upTo(0.3),
    answerLost: upTo(0.3),
    conflict: upTo(0.2),
    inProgress: upTo(0.05),
    throttle: upTo(0.1),
    death: upTo(0.05),
    staleIndex: upTo(0.5),
    lateDuplicate: upTo(0.08),
  };
}

export const NO_FAULTS: Rates = {
  requestLost: 0,
  answerLost: 0,
  conflict: 0,
  inProgress: 0,
  throttle: 0,
  death: 0,
  staleIndex: 0,
  lateDuplicate: 0,
};

export type Outcome = 'answered' | 'refused' | 'lost' | 'died';

/**
 * The network and the service as they are on a bad day, on top of a real engine. What a fault does to a call is drawn from
 * the seed; what the engine does is real.
 */
export class BadDay {
  readonly #wire: Wire;
  readonly #random: () => number;
  readonly #seen = new Map<string, unknown>();
  readonly #done: object[] = [];
  rates: Rates;

  constructor(wire: Wire, random: () => number, rates: Rates) {
    this.#wire = wire;
    this.#random = random;
    this.rates = rates;
  }

  /** Does one call, or not; the actor hears of it, or not, or is no more. */
  async pass(call: Waiting): Promise<Outcome> {
    const { rates } = this;
    if (this.#happens(rates.death)) {
      if (this.#happens(0.5)) await this.#perform(call.command).catch(() => undefined);
      return 'died';
    }
    if (this.#happens(rates.requestLost)) return lose(call, timedOut());
    if (this.#happens(rates.throttle)) return lose(call, this.#throttled(call.command));
    if (call.command instanceof TransactWriteCommand) {
      if (this.#happens(rates.conflict)) return lose(call, conflicted(call.command));
      // What was sent before with this token is still being done: it will be.
      if (this.#happens(rates.inProgress)) {
        await this.#perform(call.command).catch(() => undefined);
        return lose(call, new TransactionInProgressException({ message: 'in progress', $metadata: {} }));
      }
    }
    const outcome = await this.#perform(call.command).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    // Whether it was done, or refused: nobody hears of it.
    if (this.#happens(rates.answerLost)) return lose(call, timedOut());
    if ('error' in outcome) {
      call.fail(outcome.error);
      return 'refused';
    }
    call.answer(this.#asSeen(call.command, outcome.value));
    return 'answered';
  }

  /**
   * A write of some time ago arrives again: the SDK had sent it twice, and the second took its time. Its token is no longer
   * known to anybody by then.
   */
  async duplicateLate(): Promise<void> {
    if (this.#done.length === 0 || !this.#happens(this.rates.lateDuplicate)) return;
    const command = this.#done[Math.floor(this.#random() * this.#done.length)] as TransactWriteCommand;
    const { ClientRequestToken: _, ...input } = command.input;
    await this.#wire.send(new TransactWriteCommand(input)).catch(() => undefined);
  }

  async #perform(command: object): Promise<unknown> {
    const value = await this.#wire.send(command);
    if (command instanceof TransactWriteCommand) this.#done.push(command);
    return value;
  }

  /** An index may answer as it stood at some earlier time. */
  #asSeen(command: object, value: unknown): unknown {
    if (!(command instanceof QueryCommand) || command.input.IndexName === undefined) return value;
    const question = JSON.stringify(command.input);
    const before = this.#seen.get(question);
    if (before !== undefined && this.#happens(this.rates.staleIndex)) return before;
    this.#seen.set(question, value);
    return value;
  }

  #throttled(command: object): Error {
    if (command instanceof TransactWriteCommand && this.#happens(0.5))
      return canceled(command, 'ThrottlingError');
    return this.#happens(0.5)
      ? new ProvisionedThroughputExceededException({ message: 'throttled', $metadata: {} })
      : new InternalServerError({ message: 'try later', $metadata: { httpStatusCode: 500 } });
  }

  #happens(rate: number): boolean {
    return rate > 0 && this.#random() < rate;
  }
}

function lose(call: Waiting, error: Error): Outcome {
  call.fail(error);
  return 'lost';
}

const timedOut = () =>
  Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });

const conflicted = (command: TransactWriteCommand) => canceled(command, 'TransactionConflict');

function canceled({ input }: TransactWriteCommand, Code: string): Error {
  const [, ...rest] = input.TransactItems ?? [];
  const CancellationReasons = [{ Code }, ...rest.map(() => ({ Code: 'None' }))];
  return new TransactionCanceledException({ message: 'canceled', $metadata: {}, CancellationReasons });
}
