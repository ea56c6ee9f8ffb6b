import { describe, inject } from 'vitest';
import { world } from '../support/worlds/world.ts';
import { openServices } from './engines/aws-services.ts';
import { type Services, type ServicesEngine, servicesContract } from './suites/services.contract.ts';

const engines: readonly ServicesEngine[] = [
  { name: 'fake', open: async () => fakeServices() },
  { name: 'MiniStack', open: () => openServices(inject('aws')) },
];

function fakeServices(): Services {
  const { executions, mailQueue, sender, macs } = world();
  return {
    executions,
    mailQueue,
    macs,
    sender,
    waitingTask: async (name) => {
      const token = `token of ${name}`;
      executions.wait(token);
      return token;
    },
    fail: async (name) => executions.end(name, 'failed'),
    queued: async () => mailQueue.take(),
    sent: async () => sender.sent.map(({ subject, html, text }) => ({ subject, html, text })),
  };
}

describe.each(engines)('executions and mail on $name', servicesContract);
