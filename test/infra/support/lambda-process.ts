import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { bundleFolder, type LambdaName } from '../../../infra/src/bundles.ts';
import type { Resource, Synthesis } from './synthesis.ts';

type Answer = { id: number; result?: unknown; error?: string };

/** One container of a Lambda: a fresh process that loads the built bundle and answers one event after another. */
export class LambdaProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #complaints = '';
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
      for (const [id, tell] of this.#waiting) tell({ id, error: `The process ended: ${this.#complaints}` });
    });
  }

  async invoke<Result>(event: unknown): Promise<Result> {
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(id, resolve);
    this.#child.send({ id, event });
    const { result, error } = await promise;
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(error);
    return result as Result;
  }

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
  const lambda = synthesis.all('AWS::Lambda::Function').find((one) => pathOf(one).includes(`/${name}/`));
  const bound = Object.keys(
    (lambda?.Properties['Environment'] as { Variables: Record<string, unknown> } | undefined)?.Variables ??
      {},
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

const pathOf = (resource: Resource) =>
  String((resource as { Metadata?: Record<string, string> }).Metadata?.['aws:cdk:path']).toLowerCase();
