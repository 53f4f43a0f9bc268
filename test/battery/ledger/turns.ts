import { setImmediate as settled } from 'node:timers/promises';

/** A call that an actor has made and that waits for its turn. */
export type Waiting = {
  actor: string;
  command: object;
  answer(value: unknown): void;
  fail(error: unknown): void;
};

/**
 * Takes every call to the engine out of its actor's hands, so that one is done at a time, in an order that the seed draws.
 * Between two turns everything runs on until it waits for a call again: nothing of a simulation depends on how fast the
 * machine is.
 */
export class Turns {
  #waiting: Waiting[] = [];

  /** What an actor sends to, in the place of the SDK's client. */
  send(actor: string, command: object): Promise<unknown> {
    return new Promise((answer, fail) => {
      this.#waiting.push({ actor, command, answer, fail });
    });
  }

  /** The calls that wait once nothing runs any more. */
  async waiting(): Promise<readonly Waiting[]> {
    await settled();
    return this.#waiting;
  }

  take(call: Waiting): void {
    this.#waiting = this.#waiting.filter((one) => one !== call);
  }

  /** A process that died asks for nothing any more, and hears of nothing. */
  forget(actor: string): void {
    this.#waiting = this.#waiting.filter((one) => one.actor !== actor);
  }
}
