import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { runAsCommand } from '../commands/command-error.ts';
import { localFolder } from './endpoints.ts';
import { type LocalStack, startLocalStack } from './local-stack.ts';
import { terminalProgress } from './progress.ts';
import { SetUpError } from './set-up-error.ts';

interface Arguments {
  readonly port: number;
  readonly reset: boolean;
  readonly proposals: boolean;
}

/** @throws SetUpError for an unknown option */
function readArguments(args: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8080' },
        reset: { type: 'boolean', default: false },
        'no-proposals': { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1024 || port > 65_534) {
      throw new Error(`--port must be a number from 1024 to 65534, not ${values.port}`);
    }
    return { port, reset: values.reset, proposals: !values['no-proposals'] };
  } catch (error) {
    throw new SetUpError(`${(error as Error).message}. Usage: npm start -- [--port N] [--reset] [--no-proposals]`);
  }
}

function listed(proposals: LocalStack['proposals']): string {
  if (proposals.length === 0) return '';
  const width = Math.max(...proposals.map(({ status }) => status.length));
  const lines = proposals.map(
    ({ reference, status, title, trackingLink }) =>
      `  ${reference}  ${status.padEnd(width)}  ${title}\n  ${' '.repeat(reference.length + width + 2)}  ${trackingLink}`,
  );
  return `\nFour sample proposals at different stages, each with its tracking page:\n${lines.join('\n')}\n`;
}

function announcement({ endpoints, proposals }: LocalStack): string {
  const { baseUrl, mailboxUrl, keys } = endpoints;
  return `
Ready.
  Address   ${baseUrl}   (API: ${baseUrl}/openapi.json)
  Mailbox   ${mailboxUrl}
  Keys      proposer  ${keys.proposer}
            finance   ${keys.finance}
            admin     ${keys.admin}
${listed(proposals)}
Submit your own proposal, for example this sample. Then open the mailbox and click a borough's link:
  curl -sS ${baseUrl}/v1/proposals -H 'Authorization: Bearer ${keys.proposer}' \\
    -H 'Content-Type: application/json' -d @infra/local/demo/digital-apprenticeships.json

Ctrl-C stops everything and keeps the state. npm start -- --reset deletes the state first.
`;
}

async function main(args: readonly string[]): Promise<void> {
  const progress = terminalProgress();
  const interruption = new AbortController();
  const { signal } = interruption;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interruption.abort());
  const stack = await startLocalStack({ folder: localFolder, ...readArguments(args), progress, signal });
  progress.say(announcement(stack));
  const reason = await Promise.race([
    once(signal, 'abort').then(() => 'interrupted' as const),
    stack.exited.then(() => 'gone' as const),
  ]);
  await progress.step('Stopped', () => stack.stop());
  if (reason === 'gone') throw new SetUpError('The local AWS stopped unexpectedly. See .local/aws/emulator.log.');
}

await runAsCommand(main);
