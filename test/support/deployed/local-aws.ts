import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrustedIssuer } from '../../../functions/application/access/trusted-issuer.ts';
import { startEmulator } from '../../../infra/local/emulator/emulator.ts';
import { preparePython } from '../../../infra/local/emulator/python.ts';
import { type LocalStack, pythonFolder, startLocalStack } from '../../../infra/local/local-stack.ts';
import { twoFreePorts } from '../../../infra/local/ports.ts';
import { silentProgress } from '../../../infra/local/progress.ts';

/** An empty local AWS for tests: `inject('aws')`. */
export interface EmptyAws {
  readonly endpoint: string;
  readonly region: string;
}

/** Something that runs for tests. `stop` ends it and leaves nothing behind. */
export interface Running<T> {
  readonly value: T;
  stop(): Promise<void>;
}

/** A separate, empty local AWS with its own port and state. */
export async function startEmptyAws(): Promise<Running<EmptyAws>> {
  const folder = temporaryFolder();
  const python = await preparePython(pythonFolder);
  const emulator = await startEmulator({ python, port: await twoFreePorts(), folder });
  return {
    value: { endpoint: emulator.endpoint, region: 'eu-west-2' },
    stop: async () => {
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface DeployedStackOptions {
  readonly folder?: string;
  /** Issuers to trust, in the format of the settings. Default: those of the local settings. */
  readonly oidc?: readonly TrustedIssuer[];
}

/**
 * The whole system, deployed and seeded as by `npm start`, with its own ports and state. Stopping it throws if a function asked
 * for something that its role does not allow, because that would fail on AWS.
 */
export async function startDeployedStack({
  folder = temporaryFolder(),
  oidc,
}: DeployedStackOptions = {}): Promise<Running<LocalStack>> {
  const port = await twoFreePorts();
  // Tests count proposals and budgets, so they start without samples.
  const stack = await startLocalStack({
    folder,
    port,
    reset: false,
    proposals: false,
    progress: silentProgress,
    oidc,
    stages: true,
  });
  return {
    value: stack,
    stop: async () => {
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
      if (stack.refused.length > 0) throw new Error(`Roles lack rights: ${[...new Set(stack.refused)].join('; ')}`);
    },
  };
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'joint-funding-'));
}
