import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CodeMacs } from '../../../functions/application/ports/system.ts';
import type {
  EmailQueue,
  EmailSender,
  Executions,
  QueuedEmail,
  RenderedEmail,
} from '../../../functions/application/ports/workflow.ts';
import { gss, pid, who } from '../../support/builders/ids.ts';
import { eventually } from '../../support/eventually.ts';

/** The ports that are not a table, and how a test sees what happened to its input. */
export interface Services {
  readonly executions: Executions;
  readonly mailQueue: EmailQueue;
  readonly sender: EmailSender;
  readonly macs: CodeMacs;
  /** Token of that execution's waiting task. */
  waitingTask(name: string): Promise<string>;
  /** Ends an execution that was started. */
  fail(name: string): Promise<void>;
  queued(count: number): Promise<readonly QueuedEmail[]>;
  sent(): Promise<readonly Pick<RenderedEmail, 'subject' | 'html' | 'text'>[]>;
}

export interface ServicesEngine {
  readonly name: string;
  open(): Promise<Services>;
}

const input = { proposalId: pid('p1'), revision: 1, cycle: 1, schema: 1 } as const;

/** The promises of `Executions`, `EmailQueue`, `EmailSender` and `CodeMacs`. */
export function servicesContract(engine: ServicesEngine): void {
  describe('executions', () => {
    test('an execution that was never started is absent', async () => {
      const { executions } = await engine.open();
      expect(await executions.state('p1-1')).toBe('absent');
    });

    test('an execution that was started runs until its task is resumed, once', async () => {
      const { executions, waitingTask } = await engine.open();
      expect(await executions.start('p1-1', input)).toBe('started');
      const token = await waitingTask('p1-1');
      expect(await executions.state('p1-1')).toBe('running');
      expect(await executions.resume(token, 'carried')).toBe('sent');
      // A busy engine takes a moment to see that its task is done.
      const again = await eventually('A token that no waiting task has', async () => {
        const came = await executions.resume(token, 'carried');
        return came === 'gone' ? { found: came } : { seen: came };
      });
      expect(again).toBe('gone');
    });

    test('a name is used once: after its execution has ended, it exists', async () => {
      const { executions, fail } = await engine.open();
      await executions.start('p1-1', input);
      await fail('p1-1');
      expect(await executions.state('p1-1')).toBe('failed');
      expect(await executions.start('p1-1', input)).toBe('exists');
    });

    test('a token that no task ever had is gone', async () => {
      const { executions } = await engine.open();
      expect(await executions.resume('no-such-token', 'superseded')).toBe('gone');
    });
  });

  test('more messages than fit one call all come out of the queue', async () => {
    const { mailQueue, queued } = await engine.open();
    const messages = Array.from(
      { length: 33 },
      (_, position): QueuedEmail => ({
        proposal: pid('p1'),
        outbox: 'mail.p1.2',
        position,
        message: { mail: 'sign-off-request', to: who(`person-${position}`), borough: gss('E09000012'), revision: 1 },
      }),
    );
    await mailQueue.send(messages);
    const found = await queued(messages.length);
    expect(found.toSorted((a, b) => a.position - b.position)).toEqual(messages);
  });

  test('R26 a MAC has 32 bytes, is the same for the same text only, and cannot be computed from the text alone', async () => {
    const { macs } = await engine.open();
    const text = '{"number":1,"request":"Zoë"}';
    const [mac, again, another] = await Promise.all([text, text, `${text} `].map((each) => macs.of(each)));
    expect(mac).toMatch(/^[0-9a-f]{64}$/);
    expect(again).toBe(mac);
    expect(another).not.toBe(mac);
    expect(mac).not.toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('an email arrives with its subject and both of its texts', async () => {
    const { sender, sent } = await engine.open();
    const mail = {
      to: { name: 'Zoë “Z” Lovelace', email: 'zoe@hackney.example' },
      subject: 'Decide by 18 December: up to £35,750',
      html: '<p>Decide – now</p>',
      text: 'Decide – now',
      thread: 'p1.1.E09000012',
    };
    expect(await sender.send(mail)).toBe('sent');
    const { subject, html, text } = mail;
    expect(await sent()).toContainEqual({ subject, html, text });
  });
}
