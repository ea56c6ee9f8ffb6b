import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inWords } from '../../infra/commands/rebuild-rows-of.ts';
import { hostEnvironment } from '../../infra/local/host-environment.ts';
import { runCommand } from '../../infra/local/run-command.ts';

const project = join(import.meta.dirname, '..', '..');

/** Without credentials, because a test must not reach a real account. */
function run(command: string, ...args: string[]) {
  const environment = {
    ...hostEnvironment(),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return runCommand('node', [`infra/commands/${command}.ts`, ...args], { cwd: project, environment });
}

describe('npm run key', () => {
  test.each([
    ['without anything', [], 'Give --environment and --scopes.'],
    ['without scopes', ['--environment', 'example'], 'Give --environment and --scopes.'],
    ['with an argument nobody knows', ['--environmnet', 'example'], "Unknown option '--environmnet'"],
    ['for no day', ['--environment', 'example', '--scopes', 'admin', '--days', '0'], '--days must be a whole number'],
    [
      'for 1,000 days',
      ['--environment', 'example', '--scopes', 'admin', '--days', '1000'],
      '--days must be a whole number',
    ],
    [
      'for an environment without settings',
      ['--environment', 'nowhere', '--scopes', 'admin'],
      'There are: example, local.',
    ],
    [
      'without rights on the environment',
      ['--environment', 'example', '--scopes', 'admin'],
      'joint-funding-example-service cannot be read',
    ],
  ])('%s says what is missing and makes no key', async (_, args, said) => {
    const { ok, output } = await run('key', ...args);
    expect(ok).toBe(false);
    expect(output).toContain(said);
    expect(output).not.toMatch(/jf_|\n\s+at /);
  });
});

describe('npm run parameter-set', () => {
  const built = join(project, 'package.json');

  test.each([
    ['without anything', [], 'Give --environment and one file.'],
    ['without a file', ['--environment', 'example'], 'Give --environment and one file.'],
    ['with two files', ['--environment', 'example', built, built], 'Give --environment and one file.'],
    ['with an argument nobody knows', ['--env', 'example', built], "Unknown option '--env'"],
    ['with a file that is not there', ['--environment', 'example', 'nowhere.json'], 'nowhere.json cannot be read'],
    ['for an environment without settings', ['--environment', 'nowhere', built], 'There are: example, local.'],
    ['without rights on the environment', ['--environment', 'example', built], 'example-service cannot be read'],
  ])('%s says what is missing and adds nothing', async (_, args, said) => {
    const { ok, output } = await run('parameter-set', ...args);
    expect(ok).toBe(false);
    expect(output).toContain(said);
    expect(output).not.toMatch(/Added|\n\s+at /);
  });
});

describe('npm run rebuild-reports', () => {
  test.each([
    ['without an environment', [], 'Name an environment. There are: example, local.'],
    ['with an argument nobody knows', ['--all'], "Unknown option '--all'"],
    ['of an environment without settings', ['--environment', 'nowhere'], 'There are: example, local.'],
    ['without rights on the environment', ['--environment', 'example'], 'joint-funding-example-service cannot be read'],
  ])('%s says what is wrong and changes nothing', async (_, args, said) => {
    const { ok, output } = await run('rebuild-reports', ...args);
    expect(ok).toBe(false);
    expect(output).toContain(said);
    expect(output).not.toMatch(/Done|\n\s+at /);
  });

  test('says in words what it came to', () => {
    expect(inWords({ proposals: 1, rowsPut: 0, failed: 0 })).toBe('1 proposal read, 0 rows written');
    expect(inWords({ proposals: 1_200, rowsPut: 1, failed: 2 })).toBe(
      '1,200 proposals read, 1 row written, 2 proposals failed',
    );
  });
});

describe('npm run deploy', () => {
  test.each([
    ['without an environment', [], 'Name an environment. There are: example, local.'],
    [
      'of the local environment',
      ['--environment', 'local'],
      'npm start deploys the local environment. Use it instead.',
    ],
    ['of an environment without settings', ['--environment', 'nowhere'], 'There are: example, local.'],
  ])('%s says what is wrong and deploys nothing', async (_, args, said) => {
    const { ok, output } = await run('deploy', ...args);
    expect(ok).toBe(false);
    expect(output).toContain(said);
  });
});
