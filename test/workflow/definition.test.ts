import aslValidator from 'asl-validator';
import { describe, expect, test } from 'vitest';
import {
  type ConfirmingStepOutcome,
  confirmingStepOutcomes,
  type ReviewStepOutcome,
  reviewStepOutcomes,
  type SignOffStepOutcome,
  signOffStepOutcomes,
} from '../../functions/domain/record/step.ts';
import {
  confirmingOutcomes,
  reviewOutcomes,
  StepInput,
  StepOutput,
  signOffOutcomes,
} from '../../workflows/joint-funding/contract.ts';
import { definition, evaluateExpression, StateMachineModel, TaskError } from '../support/worlds/state-machine.ts';

const input = { proposalId: 'p1', revision: 2, cycle: 3, schema: 1 } as const;
const [ask, carried, review, recommended, confirm, confirmed, settle, decided] = [
  'Ask the boroughs to sign off',
  'Was it carried?',
  'Ask the reviewers',
  'Was it recommended?',
  'Let the boroughs confirm',
  'Was it confirmed?',
  'Settle the money',
  'Decided',
] as const;

/** A machine whose opened steps keep their tokens, so that a test can resume them. */
function machine(failing: Readonly<Record<string, string>> = {}) {
  const opened: { readonly step: string; readonly payload: unknown }[] = [];
  const step = (name: string) => async (payload: unknown) => {
    opened.push({ step: name, payload });
    const error = failing[name];
    if (error !== undefined) throw new TaskError(error);
    return {};
  };
  const model = new StateMachineModel({
    OpenSignOffFunctionArn: step('open-sign-off'),
    OpenReviewFunctionArn: step('open-review'),
    OpenConfirmingFunctionArn: step('open-confirming'),
    SettleFunctionArn: step('settle'),
  });
  const execution = () => {
    const [first] = [...model.executions.values()];
    if (first === undefined) throw new Error('Nothing was started.');
    return first;
  };
  const resume = (outcome: string) => model.resume(execution().waitsFor ?? '', outcome);
  return { model, opened, execution, resume };
}

describe('the definition', () => {
  test('is valid Amazon States Language', () => {
    const text = JSON.stringify(definition).replaceAll(
      /\$\{\w+\}/g,
      'arn:aws:lambda:eu-west-2:123456789012:function:f',
    );
    expect(aslValidator(JSON.parse(text)).errorsText()).toBe('');
  });

  test('has eight states whose names are sentences, all of which are reached', () => {
    expect(Object.keys(definition.States)).toEqual([
      ...[ask, carried, review, recommended],
      ...[confirm, confirmed, settle, decided],
    ]);
    const targets = Object.values(definition.States).flatMap((state) => [
      state.Next,
      state.Default,
      ...(state.Choices ?? []).map(({ Next }) => Next),
      ...(state.Catch ?? []).map(({ Next }) => Next),
    ]);
    expect(new Set([definition.StartAt, ...targets.filter((name) => name !== undefined)])).toEqual(
      new Set(Object.keys(definition.States)),
    );
  });

  test('gives every task a retry, a catch of everything and a timeout', () => {
    const tasks = Object.values(definition.States).filter(({ Type }) => Type === 'Task');
    expect(tasks).toHaveLength(4);
    for (const { Retry, Catch, TimeoutSeconds } of tasks) {
      expect(Retry?.[0]?.MaxAttempts).toBeGreaterThan(0);
      expect(Catch?.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
      expect(TimeoutSeconds).toBeGreaterThan(0);
    }
  });

  test('chooses by tags alone, never by a number', () => {
    const conditions = Object.values(definition.States).flatMap(({ Choices = [] }) => Choices);
    expect(conditions).toHaveLength(6);
    for (const { Condition } of conditions) {
      expect(Condition).toMatch(/^\{% \$(signOff|review|confirming) (= '[a-z-]+'|in \[('[a-z-]+'(, )?)+\]) %\}$/);
    }
  });
});

describe('each expression', () => {
  const states = {
    input,
    result: { outcome: 'carried' },
    context: { Task: { Token: 'token' }, State: { EnteredTime: '2027-01-04T09:00:00.000Z', RetryCount: 0 } },
  };
  const expressions = [...JSON.stringify(definition).matchAll(/\{% (.*?) %\}/g)].map(
    ([, expression]) => expression ?? '',
  );
  const variables = { ...input, signOff: 'carried', review: 'recommend', confirming: 'confirmed' };

  test.each([...new Set(expressions)])('%s has a value', async (expression) => {
    expect(await evaluateExpression(expression, variables, states)).not.toBeUndefined();
  });

  test('an expression without a value is an error, as on AWS', async () => {
    await expect(evaluateExpression('$states.input.nothing', {}, states)).rejects.toThrow(
      'States.QueryEvaluationError',
    );
  });
});

describe('the path of a proposal', () => {
  const wayOf: { readonly [O in SignOffStepOutcome]: readonly string[] } = {
    carried: [ask, carried, review],
    'carried-without-review': [ask, carried, settle, decided],
    confirming: [ask, carried, confirm],
    failed: [ask, carried, settle, decided],
    lapsed: [ask, carried, settle, decided],
    withdrawn: [ask, carried, settle, decided],
    'changes-requested': [ask, carried, decided],
    superseded: [ask, carried, decided],
  };
  test('continues after every outcome of the sign-off that the contract names', () => {
    expect(Object.keys(wayOf).toSorted()).toEqual([...signOffOutcomes].toSorted());
    expect(signOffOutcomes).toEqual(signOffStepOutcomes);
  });
  test.each(Object.entries(wayOf))('after a sign-off that is %s goes by %j', async (outcome, way) => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    expect(await resume(outcome)).toBe('sent');
    expect(execution().entered).toEqual(way);
  });

  const wayOfReview: { readonly [O in ReviewStepOutcome]: readonly string[] } = {
    recommend: [settle, decided],
    'recommend-with-conditions': [settle, decided],
    'not-recommended': [settle, decided],
    confirming: [confirm],
    lapsed: [settle, decided],
    withdrawn: [settle, decided],
    'changes-requested': [decided],
    superseded: [decided],
  };
  test('continues after every outcome of the review that the contract names', () => {
    expect(Object.keys(wayOfReview).toSorted()).toEqual([...reviewOutcomes].toSorted());
    expect(reviewOutcomes).toEqual(reviewStepOutcomes);
  });
  test.each(Object.entries(wayOfReview))('after a review that is %s goes by %j', async (outcome, way) => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('carried');
    await resume(outcome);
    expect(execution().entered).toEqual([ask, carried, review, recommended, ...way]);
    expect(execution().status).toBe(outcome === 'confirming' ? 'running' : 'succeeded');
  });

  const wayOfConfirming: { readonly [O in ConfirmingStepOutcome]: readonly string[] } = {
    confirmed: [settle, decided],
    'not-confirmed': [settle, decided],
    withdrawn: [settle, decided],
    superseded: [decided],
  };
  test('R17 continues after every outcome of confirming that the contract names', () => {
    expect(Object.keys(wayOfConfirming).toSorted()).toEqual([...confirmingOutcomes].toSorted());
    expect(confirmingOutcomes).toEqual(confirmingStepOutcomes);
  });
  test.each(Object.entries(wayOfConfirming))('R17 once boroughs confirmed with %s goes by %j', async (outcome, way) => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('confirming');
    await resume(outcome);
    expect(execution().entered).toEqual([ask, carried, confirm, confirmed, ...way]);
    expect(execution().status).toBe('succeeded');
  });

  test('R17 R29 takes at most eight transitions if the boroughs confirm, after a review as well', async () => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('carried');
    await resume('confirming');
    await resume('confirmed');
    expect(execution().entered).toHaveLength(8);
  });

  test('the backstop of confirming leads back to opening it', async () => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('confirming');
    await model.timeOut('p1-3');
    expect(execution().entered.slice(-2)).toEqual([confirm, confirm]);
  });

  test('takes at most six transitions, even on the longest path', async () => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('carried');
    await resume('recommend');
    expect(execution().entered).toHaveLength(6);
  });

  test('gives each step what its contract asks for, with its own token', async () => {
    const { model, opened, resume } = machine();
    await model.start('p1-3', input);
    await resume('carried');
    await resume('recommend');
    const [signOff, reviewing, settling] = opened.map(({ payload }) => payload);
    expect(StepInput.parse(signOff)).toMatchObject(input);
    expect(StepInput.parse(reviewing)).toMatchObject(input);
    expect(settling).toEqual(input);
    expect(StepInput.parse(signOff).taskToken).not.toBe(StepInput.parse(reviewing).taskToken);
  });

  test('carries only the name of what is decided, and outcomes', async () => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('carried');
    await resume('recommend');
    expect(execution().variables).toEqual({ ...input, signOff: 'carried', review: 'recommend' });
  });

  test('resumes only with outcomes that the contract names', () => {
    expect(StepOutput.safeParse({ outcome: 'perhaps' }).success).toBe(false);
    expect(StepOutput.safeParse({ outcome: 'carried' }).success).toBe(true);
  });
});

describe('a payload of an earlier definition', () => {
  // A running execution keeps its definition, so what it sends must be readable for as long as it may run.
  test.each([
    ['without its attempt', { ...input, taskToken: 'token' }],
    [
      'with its attempt',
      { ...input, taskToken: 'token', attempt: { enteredAt: '2027-01-04T09:00:00.000Z', retry: 0 } },
    ],
  ])('%s is read as it was sent', (_, payload) => {
    expect(StepInput.parse(payload)).toEqual(payload);
  });
});

describe('failures', () => {
  test('the backstop of a step leads back to opening it, with a new token', async () => {
    const { model, opened, execution } = machine();
    await model.start('p1-3', input);
    const first = execution().waitsFor;
    await model.timeOut('p1-3');
    expect(execution().entered).toEqual([ask, ask]);
    expect(execution().waitsFor).not.toBe(first);
    expect(opened.map(({ payload }) => StepInput.parse(payload).proposalId)).toEqual(['p1', 'p1']);
  });

  test('the backstop of the review leads back to opening the review', async () => {
    const { model, execution, resume } = machine();
    await model.start('p1-3', input);
    await resume('carried');
    await model.timeOut('p1-3');
    expect(execution().entered.slice(-2)).toEqual([review, review]);
  });

  test('a token that was overwritten by a newer attempt resumes nothing', async () => {
    const { model, execution } = machine();
    await model.start('p1-3', input);
    const first = execution().waitsFor ?? '';
    await model.timeOut('p1-3');
    expect(await model.resume(first, 'carried')).toBe('gone');
  });

  test('a token resumes once, even while the next state is still being entered', async () => {
    const { model, execution } = machine();
    await model.start('p1-3', input);
    const token = execution().waitsFor ?? '';
    expect(await Promise.all([model.resume(token, 'carried'), model.resume(token, 'failed')])).toEqual([
      'sent',
      'gone',
    ]);
    expect(execution().entered).toEqual([ask, carried, review]);
  });

  test('an opening that fails for a while is retried', async () => {
    const { model, opened, execution } = machine({ 'open-sign-off': 'Lambda.TooManyRequestsException' });
    await model.start('p1-3', input);
    expect(opened).toHaveLength(13);
    expect(execution().entered).toEqual([ask, decided]);
  });

  test('each attempt tells its step when its state was entered and how often it was retried', async () => {
    const { model, opened } = machine({ 'open-sign-off': 'Lambda.SdkClientException' });
    await model.start('p1-3', input);
    const attempts = opened.map(({ payload }) => StepInput.parse(payload).attempt);
    expect(attempts.map((attempt) => attempt?.retry)).toEqual(Array.from({ length: 13 }, (_, at) => at));
    expect(new Set(attempts.map((attempt) => attempt?.enteredAt)).size).toBe(1);
  });

  test.each(['sign-off', 'review'])(
    'a %s that its backstop enters again tells a later moment, and no retry',
    async (step) => {
      const { model, opened, resume } = machine();
      await model.start('p1-3', input);
      if (step === 'review') await resume('carried');
      await model.timeOut('p1-3');
      const [before, after] = opened.slice(-2).map(({ payload }) => StepInput.parse(payload).attempt);
      expect(after?.retry).toBe(0);
      expect([before?.enteredAt, after?.enteredAt]).toEqual([before?.enteredAt, after?.enteredAt].toSorted());
      expect(after?.enteredAt).not.toBe(before?.enteredAt);
    },
  );

  test.each(['open-sign-off', 'settle'])(
    'a %s that fails for good ends the execution, so that the sweep can continue',
    async (step) => {
      const { model, execution, resume } = machine({ [step]: 'TypeError' });
      await model.start('p1-3', input);
      await resume('failed');
      expect(execution().status).toBe('succeeded');
      expect(execution().entered.at(-1)).toBe(decided);
    },
  );

  test('an execution of the same name is not started twice', async () => {
    const { model, opened } = machine();
    expect(await model.start('p1-3', input)).toBe('started');
    expect(await model.start('p1-3', input)).toBe('exists');
    expect(opened).toHaveLength(1);
  });
});
