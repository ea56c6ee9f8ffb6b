import { expect, test } from 'vitest';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';

test('promise 9: emails that did not reach the queue stay pending, and the next try sends them', async () => {
  const coalition = await memoryCoalition();
  const submitted = await coalition.trySubmit(aSubmission());
  if (submitted.kind === 'invalid') throw new Error('It is sound');
  const entry = `mail.${submitted.id}.1`;
  const send = () => Promise.reject(new Error('The queue is out of reach'));
  const mailQueue = overriding(coalition.deps.mailQueue, { send });
  await expect(relayOutbox({ ...coalition.deps, mailQueue }, entry)).rejects.toThrow('out of reach');
  expect((await coalition.deps.outbox.get(entry))?.status).toBe('pending');
  await relayOutbox(coalition.deps, entry);
  expect((await coalition.deps.outbox.get(entry))?.status).toBe('done');
  expect(coalition.world.mailQueue.take().map(({ message }) => message.mail)).toEqual(['submitted']);
});
