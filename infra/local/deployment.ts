import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { localAws } from './emulator/emulator.ts';
import { hostEnvironment } from './host-environment.ts';
import { runCommand } from './run-command.ts';
import { SetUpError } from './set-up-error.ts';

const project = join(import.meta.dirname, '..', '..');
const environment = 'local';

/** The outputs of the stack (infra/stacks/service.ts). */
const Outputs = z.object({
  ApiId: z.string(),
  BaseUrl: z.url(),
  SnapshotBucket: z.string(),
  SnapshotFunction: z.string(),
  SweepFunction: z.string(),
  TableName: z.string(),
});
export type Outputs = z.infer<typeof Outputs>;

export interface DeploymentOptions {
  /** Port of the local AWS. */
  readonly endpoint: string;
  /** Address of the front door. It becomes part of every link. */
  readonly port: number;
  /** Gets the assembly, the outputs and the log. */
  readonly folder: string;
  /** Issuers to trust instead of those of the local settings. */
  readonly oidc?: unknown;
  /** Whether proposals may have several stages, for tests. Default: as in the local settings. */
  readonly stages?: boolean | undefined;
}

/** Prepares the local account as `cdk bootstrap` prepares a real one. */
export async function bootstrap(options: DeploymentOptions): Promise<void> {
  // Not in the project's folder: there CDK would also synthesise the app, which bootstrapping does not need.
  await cdk(options, options.folder, ['bootstrap', `aws://${localAws.account}/${localAws.region}`]);
}

/** Turns the app into an assembly in `folder`. Needs no AWS. */
export async function synthesise(options: DeploymentOptions): Promise<void> {
  const { port, oidc, stages } = options;
  const trusted = oidc === undefined ? [] : [`oidc=${JSON.stringify(oidc)}`];
  const several = stages === undefined ? [] : [`stages=${stages}`];
  const context = [`environment=${environment}`, `port=${port}`, ...trusted, ...several].flatMap((each) => [
    '--context',
    each,
  ]);
  await cdk(options, project, ['synth', '--quiet', '--output', assembly(options), ...context]);
}

/** Deploys the result of {@link synthesise}. If it is deployed already, deploys only changes. */
export async function deploy(options: DeploymentOptions): Promise<Outputs> {
  const file = join(options.folder, 'outputs.json');
  rmSync(file, { force: true });
  await cdk(options, options.folder, [
    'deploy',
    '--all',
    '--app',
    assembly(options),
    // Change sets of the local AWS are not always ready when it says so.
    '--method=direct',
    '--require-approval=never',
    '--outputs-file',
    file,
  ]);
  const outputs: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  return Outputs.parse(outputs[`joint-funding-${environment}-service`]);
}

/** The service's template of the assembly. */
export function serviceTemplate(options: Pick<DeploymentOptions, 'folder'>): string {
  return join(options.folder, 'cdk.out', `joint-funding-${environment}-service.template.json`);
}

function assembly(options: DeploymentOptions): string {
  return join(options.folder, 'cdk.out');
}

async function cdk(options: DeploymentOptions, cwd: string, args: readonly string[]): Promise<void> {
  const log = join(options.folder, 'deployment.log');
  const result = await runCommand('cdk', [...args, '--no-notices', '--no-version-reporting', '--no-color'], {
    cwd,
    log,
    environment: {
      ...hostEnvironment(),
      AWS_ENDPOINT_URL: options.endpoint,
      AWS_REGION: localAws.region,
      AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
      // Hides the real AWS set-up of this machine.
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    },
  });
  if (!result.ok)
    throw new SetUpError(`cdk ${args[0]} failed (${reason(result.output)}). The whole output is in ${log}`);
}

function reason(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /error|fail|❌/i.test(line)) ?? lines.findLast((line) => line !== '') ?? 'no output';
}
