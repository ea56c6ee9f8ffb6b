import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environmentNames, loadSettings } from '../settings.ts';
import { CommandError, runAsCommand } from './command-error.ts';

const project = join(import.meta.dirname, '..', '..');
const usage = 'Usage: npm run deploy -- --environment NAME [-- more arguments of cdk deploy]';

/** Deploys both stacks of an environment with the operator's own credentials. CDK shows changes of permissions and asks. */
async function main(args: readonly string[]): Promise<void> {
  const { environment, more } = readArguments(args);
  if (environment === 'local') throw new CommandError('npm start deploys the local environment. Use it instead.');
  loadSettings(environment);
  await cdk(['deploy', '--all', '--context', `environment=${environment}`, ...more]);
}

function readArguments(args: readonly string[]): { environment: string; more: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { environment: { type: 'string' } },
      allowPositionals: true,
    });
    const { environment } = values;
    if (environment === undefined) throw new Error(`Name an environment. There are: ${environmentNames().join(', ')}.`);
    return { environment, more: positionals };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

/** Uses this terminal, because CDK may ask. */
function cdk(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(project, 'node_modules', '.bin', 'cdk'), args, { cwd: project, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new CommandError('cdk deploy did not finish. Its output above says why.'));
    });
  });
}

await runAsCommand(main);
