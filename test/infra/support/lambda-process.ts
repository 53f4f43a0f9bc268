import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { bundleFolder, type LambdaName } from '../../../infra/src/bundles.ts';
import type { Synthesis } from './synthesis.ts';

type Answer = { id: number; result?: unknown; error?: string };

/** One container of a Lambda: a fresh process that loads the built bundle and answers one event after another. */
export class LambdaProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #complaints = '';
  #ended = false;
  #next = 1;

  /** `environment` is all the process knows: no variable of this machine reaches it. */
  constructor(name: LambdaName, environment: Record<string, string>) {
    const bundle = join(bundleFolder(name), 'index.mjs');
    this.#child = fork(join(import.meta.dirname, 'lambda-runtime.mjs'), [bundle], {
      env: environment,
      execArgv: [],
      silent: true,
      serialization: 'json',
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.#complaints = `${this.#complaints}${chunk}`.slice(-4000);
    });
    this.#child.on('message', (answer: Answer) => this.#waiting.get(answer.id)?.(answer));
    this.#child.on('exit', () => {
      this.#ended = true;
      for (const [id, tell] of this.#waiting) tell({ id, error: this.#lastWords() });
    });
  }

  async invoke<Result>(event: unknown): Promise<Result> {
    if (this.#ended) throw new Error(this.#lastWords());
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(id, resolve);
    this.#child.send({ id, event });
    const { result, error } = await promise;
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(error);
    return result as Result;
  }

  #lastWords = () => `The process ended: ${this.#complaints}`;

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}

/**
 * The variables the template binds to a function, with values for this machine; a name nobody gave a value for is a
 * mistake in the test or in the stack.
 */
export function environmentOf(
  synthesis: Synthesis,
  name: LambdaName,
  values: Record<string, string>,
): Record<string, string> {
  const lambda = synthesis
    .all('AWS::Lambda::Function')
    .find(({ logicalId }) => logicalId.toLowerCase().startsWith(`${name}function`));
  if (lambda === undefined) throw new Error(`The stacks have no function ${name}`);
  const bound = Object.keys(
    (lambda.Properties['Environment'] as { Variables: Record<string, unknown> }).Variables,
  );
  return Object.fromEntries(
    bound.map((variable) => {
      const value = values[variable];
      if (value === undefined)
        throw new Error(`The stack binds ${variable} to ${name}; the test has no value`);
      return [variable, value];
    }),
  );
}
