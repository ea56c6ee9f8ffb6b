import { join } from 'node:path';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleHandlers } from './bundle.ts';
import { loadSettings } from './settings.ts';
import { composeStacks } from './stacks/compose.ts';

const app = new App();
const environment = String(app.node.tryGetContext('environment') ?? 'local');
const port: unknown = app.node.tryGetContext('port');
const settings = loadSettings(environment, port === undefined ? undefined : Number(port));
composeStacks(app, settings, await bundleHandlers(join(app.outdir, 'bundles')));
Tags.of(app).add('project', 'joint-funding');
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
