import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, type DeploymentOptions, deploy, type Outputs, serviceTemplate, synthesise } from './deployment.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type Guard, openGuard } from './guard.ts';
import { Mailbox } from './mailbox.ts';
import type { Progress } from './progress.ts';
import { SetUpError } from './set-up-error.ts';

export interface MachineOptions {
  /** The interpreter, once it is ready. */
  readonly python: Promise<string>;
  /** Holds the state of the local AWS, and its deployments. */
  readonly folder: string;
  readonly port: number;
  readonly progress: Progress;
  readonly started: (emulator: number) => void;
  /** Issuers to trust instead of those of the local settings. */
  readonly oidc?: unknown;
  /** Whether proposals may have several stages, for tests. Default: as in the local settings. */
  readonly stages?: boolean | undefined;
}

/** The local AWS with the app deployed to it. */
export class LocalMachine {
  readonly endpoint: string;
  readonly exited: Promise<void>;
  readonly refused: string[] = [];
  readonly mailbox: Mailbox;
  private readonly options: MachineOptions;
  private readonly deployment: DeploymentOptions;
  private emulator: Promise<Emulator | undefined> | undefined;
  private guard: Guard | undefined;
  private deployed: Outputs | undefined;
  private stopped = false;
  private ended: () => void = () => undefined;

  constructor(options: MachineOptions) {
    this.options = options;
    this.endpoint = `http://127.0.0.1:${options.port + 1}`;
    const { port, folder, oidc, stages } = options;
    this.deployment = { endpoint: this.endpoint, port, folder, oidc, stages };
    this.mailbox = new Mailbox(options.folder, this.endpoint);
    this.exited = new Promise((resolve) => {
      this.ended = resolve;
    });
  }

  get outputs(): Outputs {
    if (this.deployed === undefined) throw new Error('Nothing is deployed yet.');
    return this.deployed;
  }

  async start(): Promise<void> {
    const { folder, progress } = this.options;
    const unfinished = join(folder, 'unfinished');
    // The local AWS cannot repair or delete a stack that failed half-way. Its data was never announced, so it can go.
    if (existsSync(unfinished)) {
      progress.say('          An earlier set-up did not finish. Starting again from nothing.');
      rmSync(folder, { recursive: true, force: true });
    }
    const fresh = !existsSync(join(folder, 'state'));
    mkdirSync(folder, { recursive: true });
    if (fresh) writeFileSync(unfinished, '');
    await Promise.all([
      this.prepareAws(fresh),
      progress.step('Functions bundled, CDK app synthesised and checked', () => synthesise(this.deployment)),
    ]);
    this.guard?.renew();
    this.deployed = await progress.step('App deployed (cdk deploy)', () => deploy(this.deployment));
    rmSync(unfinished, { force: true });
    if (!fresh) await progress.step('Due and lost work done (sweep)', () => this.sweep());
  }

  private async prepareAws(fresh: boolean): Promise<void> {
    const { python, progress } = this.options;
    await python;
    await progress.step('Local AWS (MiniStack)', () => this.startEmulator());
    if (fresh) await progress.step('Account prepared (cdk bootstrap)', () => bootstrap(this.deployment));
  }

  async restart(): Promise<void> {
    await this.halt();
    await this.startEmulator();
    this.deployed = await deploy(this.deployment);
    await this.sweep();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.halt();
    await this.guard?.close();
  }

  private async halt(): Promise<void> {
    const before = this.emulator;
    this.emulator = undefined;
    const running = await before;
    if (running === undefined) return;
    // If it ended by itself, there is nothing to stop.
    await this.mailbox.keep().catch(() => undefined);
    await running.stop();
  }

  private async startEmulator(): Promise<void> {
    const { python, folder, port, started } = this.options;
    const interpreter = await python;
    if (this.stopped) throw new SetUpError('Stopped before the local AWS was ready.');
    this.guard ??= await this.openGuard();
    const starting = startEmulator({
      python: interpreter,
      folder,
      port: port + 1,
      functionsEndpoint: this.guard.endpoint,
    });
    // If it could not be started, it has already ended.
    this.emulator = starting.catch(() => undefined);
    const mine = this.emulator;
    const emulator = await starting;
    started(emulator.pid);
    void emulator.exited.then(() => {
      if (this.emulator === mine) this.ended();
    });
  }

  private openGuard(): Promise<Guard> {
    const { folder, port } = this.options;
    const log = join(folder, 'refused.log');
    return openGuard({
      awsPort: port + 1,
      template: serviceTemplate({ folder }),
      refused: (line) => {
        this.refused.push(line);
        appendFileSync(log, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
      },
    });
  }

  /** Runs the sweep, because work may have become due while nothing ran. */
  private async sweep(): Promise<void> {
    const path = `/2015-03-31/functions/${this.outputs.SweepFunction}/invocations`;
    const response = await fetch(this.endpoint + path, { method: 'POST', body: '{}' });
    const answer = await response.text();
    if (!response.ok || response.headers.has('x-amz-function-error')) throw new Error(`The sweep failed: ${answer}`);
  }
}
