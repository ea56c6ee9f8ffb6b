import { join } from 'node:path';
import { App, Tags } from 'aws-cdk-lib';
import { bundleHandlers } from './bundle.ts';
import { addChecks } from './checks.ts';
import { loadSettings, SettingsError } from './settings.ts';
import { sourceMapsFolder } from './source-maps.ts';
import { composeStacks } from './stacks/compose.ts';

/**
 * The context names the environment: `cdk synth --context environment=NAME`. For the local environment it may also hold the port of
 * the front door, issuers to trust, as JSON, and whether proposals may have several stages.
 */
async function main(): Promise<void> {
  const app = new App();
  const environment = String(app.node.tryGetContext('environment') ?? 'local');
  const port: unknown = app.node.tryGetContext('port');
  const oidc: unknown = app.node.tryGetContext('oidc');
  const stages: unknown = app.node.tryGetContext('stages');
  const settings = loadSettings(environment, {
    port: port === undefined ? undefined : Number(port),
    oidc: oidc === undefined ? undefined : JSON.parse(String(oidc)),
    stages: stages === undefined ? undefined : String(stages) === 'true',
  });
  composeStacks(app, settings, await bundleHandlers(join(app.outdir, 'bundles'), sourceMapsFolder));
  Tags.of(app).add('project', 'joint-funding');
  addChecks(app);
  app.synth();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof SettingsError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
});
