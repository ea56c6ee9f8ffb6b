import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

export interface CommandOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** File that receives all the output. */
  readonly log?: string;
}

export interface CommandResult {
  readonly ok: boolean;
  /** Both streams, in their original order. */
  readonly output: string;
}

const running = new Set<ChildProcess>();

/** Runs a program to its end and does not throw. A program that cannot be started counts as failed. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.environment === undefined ? {} : { env: options.environment }),
    });
    running.add(child);
    let output = '';
    const take = (text: Buffer): void => {
      output += text;
      if (options.log !== undefined) appendFileSync(options.log, text, { mode: 0o600 });
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (result: CommandResult): void => {
      running.delete(child);
      resolve(result);
    };
    child.on('error', (error) => end({ ok: false, output: error.message }));
    child.on('close', (code) => end({ ok: code === 0, output }));
  });
}

/** Ends every program that is still running. Each of them counts as failed. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}
