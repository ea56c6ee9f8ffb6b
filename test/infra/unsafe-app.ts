import { App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { addChecks } from '../../infra/checks.ts';

/** An app with a queue that accepts requests without TLS, which the checks must find. */
const app = new App();
new Queue(new Stack(app, 'unsafe'), 'Queue');
addChecks(app);
app.synth();
