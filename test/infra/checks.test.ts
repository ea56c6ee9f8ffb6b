import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostEnvironment } from '../../infra/local/host-environment.ts';
import { runCommand } from '../../infra/local/run-command.ts';
import { environmentNames } from '../../infra/settings.ts';

const project = join(import.meta.dirname, '..', '..');

function synth(environment: string, app: string) {
  const output = mkdtempSync(join(tmpdir(), 'joint-funding-checks-'));
  const args = ['synth', '--quiet', '--no-notices', '--context', `environment=${environment}`];
  return runCommand('cdk', [...args, '--app', app, '--output', output], {
    cwd: project,
    environment: hostEnvironment(),
  });
}

describe('cdk synth', () => {
  test.each(environmentNames())('of %s has no finding without a reason', async (environment) => {
    const { ok, output } = await synth(environment, 'node infra/app.ts');
    expect(output).not.toMatch(/AwsSolutions|WARNING|ERROR/);
    expect(ok).toBe(true);
  });

  test('fails for a finding', async () => {
    const { ok, output } = await synth('local', 'node test/infra/unsafe-app.ts');
    expect(output).toContain('AwsSolutions-SQS4');
    expect(ok).toBe(false);
  });

  test('fails with one line for an environment without settings', async () => {
    const { ok, output } = await synth('nowhere', 'node infra/app.ts');
    expect(output).toContain('No settings for the environment "nowhere". There are: example, local.');
    expect(ok).toBe(false);
  });
});
