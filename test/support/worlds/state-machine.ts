import { readFileSync } from 'node:fs';
import jsonata from 'jsonata';
import type { Executions } from '../../../functions/application/ports/workflow.ts';

/** The parts of the States Language that the definition uses. Loading anything else is an error. */
interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: unknown;
}
interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly MaxAttempts: number;
}
interface State {
  readonly Type: 'Task' | 'Choice' | 'Succeed';
  readonly Resource?: string;
  readonly Arguments?: { readonly FunctionName: string; readonly Payload: unknown };
  readonly Assign?: unknown;
  readonly Output?: unknown;
  readonly Next?: string;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default?: string;
}
export interface Definition {
  readonly QueryLanguage: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The deployed definition, as data. */
export const definition = JSON.parse(
  readFileSync(new URL('../../../workflows/joint-funding/definition.asl.json', import.meta.url), 'utf8'),
) as Definition;

/** A Lambda function by its placeholder in the definition, such as `OpenSignOffFunctionArn`. */
export type Functions = Readonly<Record<string, (payload: unknown) => Promise<unknown>>>;

export interface Execution {
  readonly name: string;
  readonly input: unknown;
  status: 'running' | 'succeeded' | 'failed';
  /** The states entered, in order. Each is a paid transition. */
  readonly entered: string[];
  /** The token of the task it waits for. */
  waitsFor: string | null;
  /** When its state was entered, by the model's clock. */
  enteredAt: string;
  variables: Record<string, unknown>;
  data: unknown;
}

/** The error of a task, by its name in `Retry` and `Catch`. */
export class TaskError extends Error {
  override readonly name: string;
  constructor(name: string) {
    super(name);
    this.name = name;
  }
}

/**
 * Runs the deployed definition itself: a model of Step Functions for JSONata, `Assign`, `Choice`, `Catch`, task tokens and
 * retries, without waiting. A task that waits for its token waits until `resume`, `timeOut` or `lose`.
 */
export class StateMachineModel implements Executions {
  readonly executions = new Map<string, Execution>();
  readonly #functions: Functions;
  readonly #definition: Definition;
  #tokens = 0;
  /** The model's clock counts the states that are entered, in milliseconds: what Step Functions tells only says what came before what. */
  #entered = 0;

  constructor(functions: Functions, of: Definition = definition) {
    this.#functions = functions;
    this.#definition = of;
  }

  async start(name: string, input: unknown): Promise<'started' | 'exists'> {
    if (this.executions.has(name)) return 'exists';
    const execution: Execution = {
      name,
      input,
      status: 'running',
      entered: [],
      waitsFor: null,
      enteredAt: '',
      variables: {},
      data: input,
    };
    this.executions.set(name, execution);
    await this.#enter(execution, this.#definition.StartAt, input);
    return 'started';
  }

  async resume(token: string, outcome: string): Promise<'sent' | 'gone'> {
    const execution = [...this.executions.values()].find(({ waitsFor }) => waitsFor === token);
    if (execution?.status !== 'running') return 'gone';
    // A token accepts one reply. A second one does not find it while the next state is entered.
    execution.waitsFor = null;
    await this.#succeed(execution, { outcome });
    return 'sent';
  }

  async state(name: string): Promise<'running' | 'succeeded' | 'failed' | 'absent'> {
    return this.executions.get(name)?.status ?? 'absent';
  }

  /** The time-out of the task in which an execution waits. Its function may still run. */
  async timeOut(name: string): Promise<void> {
    const execution = this.#execution(name);
    execution.waitsFor = null;
    await this.#fail(execution, 'States.Timeout');
  }

  /** Forgets executions and tokens, as a restart of the local engine does. */
  lose(name: string): void {
    this.executions.delete(name);
  }

  #execution(name: string): Execution {
    const execution = this.executions.get(name);
    if (execution === undefined) throw new Error(`There is no execution ${name}.`);
    return execution;
  }

  #state(execution: Execution): State {
    const state = this.#definition.States[execution.entered.at(-1) ?? ''];
    if (state === undefined) throw new Error(`${execution.name} is in no state.`);
    return state;
  }

  async #enter(execution: Execution, name: string, data: unknown): Promise<void> {
    // A lost execution does not continue, although its function may still run.
    if (this.executions.get(execution.name) !== execution) return;
    execution.entered.push(name);
    this.#entered += 1;
    execution.enteredAt = new Date(this.#entered).toISOString();
    execution.data = data;
    execution.waitsFor = null;
    const state = this.#state(execution);
    if (state.Type === 'Succeed') execution.status = 'succeeded';
    else if (state.Type === 'Choice') await this.#choose(execution, state);
    else await this.#perform(execution, state);
  }

  async #choose(execution: Execution, state: State): Promise<void> {
    for (const { Condition, Next } of state.Choices ?? []) {
      if ((await this.#evaluate(Condition, execution)) === true) return this.#enter(execution, Next, execution.data);
    }
    if (state.Default === undefined) throw new Error(`${execution.name}: no choice fits.`);
    return this.#enter(execution, state.Default, execution.data);
  }

  async #perform(execution: Execution, state: State): Promise<void> {
    const attempts = 1 + Math.max(0, ...(state.Retry ?? []).map(({ MaxAttempts }) => MaxAttempts));
    for (let retries = 0; ; retries += 1) {
      const error = await this.#attempt(execution, state, retries);
      if (error === null) return;
      const retried = (state.Retry ?? []).some(({ ErrorEquals }) => ErrorEquals.includes(error));
      if (!retried || retries + 1 >= attempts) return this.#fail(execution, error);
    }
  }

  /** One attempt of a task, with its own token. Returns the name of its error if it failed. */
  async #attempt(execution: Execution, state: State, retries: number): Promise<string | null> {
    const waits = state.Resource?.endsWith('.waitForTaskToken') ?? false;
    this.#tokens += 1;
    const token = `token-${this.#tokens}`;
    execution.waitsFor = waits ? token : null;
    try {
      const result = await this.#invoke(execution, state, { token, retries });
      if (!waits) await this.#succeed(execution, result);
      return null;
    } catch (error) {
      // It was resumed or timed out before its function failed, so the error is ignored.
      if (waits && execution.waitsFor !== token) return null;
      return error instanceof Error ? error.name : 'Error';
    }
  }

  async #invoke(
    execution: Execution,
    state: State,
    { token, retries }: { readonly token: string; readonly retries: number },
  ): Promise<unknown> {
    const placeholder = /^\$\{(\w+)\}$/.exec(state.Arguments?.FunctionName ?? '')?.[1] ?? '';
    const invoked = this.#functions[placeholder];
    if (invoked === undefined) throw new Error(`There is no function ${placeholder}.`);
    const context = {
      Task: { Token: token },
      State: { EnteredTime: execution.enteredAt, RetryCount: retries },
      Execution: { Name: execution.name },
    };
    const result = await invoked(await this.#evaluate(state.Arguments?.Payload, execution, { context }));
    return { Payload: result };
  }

  async #succeed(execution: Execution, result: unknown): Promise<void> {
    const state = this.#state(execution);
    await this.#assign(execution, state, { result });
    const output = state.Output === undefined ? result : await this.#evaluate(state.Output, execution, { result });
    if (state.Next === undefined) throw new Error(`${execution.name}: nothing follows.`);
    return this.#enter(execution, state.Next, output);
  }

  async #fail(execution: Execution, error: string): Promise<void> {
    const state = this.#state(execution);
    const catcher = (state.Catch ?? []).find(
      ({ ErrorEquals }) => ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL'),
    );
    if (catcher === undefined) {
      execution.status = 'failed';
      return;
    }
    const errorOutput = { Error: error };
    const output =
      catcher.Output === undefined ? errorOutput : await this.#evaluate(catcher.Output, execution, { errorOutput });
    return this.#enter(execution, catcher.Next, output);
  }

  async #assign(execution: Execution, state: State, states: Record<string, unknown>): Promise<void> {
    if (state.Assign === undefined) return;
    const assigned = (await this.#evaluate(state.Assign, execution, states)) as Record<string, unknown>;
    execution.variables = { ...execution.variables, ...assigned };
  }

  /** Evaluates every `{% … %}` in a value, as Step Functions does. */
  async #evaluate(value: unknown, execution: Execution, states: Record<string, unknown> = {}): Promise<unknown> {
    if (typeof value === 'string') {
      const expression = /^\{%(.*)%\}$/s.exec(value)?.[1];
      if (expression === undefined) return value;
      return evaluateExpression(expression, execution.variables, { input: execution.data, ...states });
    }
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.#evaluate(each, execution, states)));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(
      async ([key, each]) => [key, await this.#evaluate(each, execution, states)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }
}

/** A cache: the definition has few expressions, and histories evaluate them millions of times. */
const compiledExpressions = new Map<string, jsonata.Expression>();

/** One JSONata expression with the variables of an execution and `$states`. Undefined results are errors, as on AWS. */
export async function evaluateExpression(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
  states: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const compiled = compiledExpressions.get(expression) ?? jsonata(expression);
  compiledExpressions.set(expression, compiled);
  const result: unknown = await compiled.evaluate(undefined, { ...variables, states });
  if (result === undefined) throw new TaskError('States.QueryEvaluationError');
  return result;
}
