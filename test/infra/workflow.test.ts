import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { Workflow } from '../../infra/constructs/workflow.ts';
import { loadSettings } from '../../infra/settings.ts';
import { composeStacks } from '../../infra/stacks/compose.ts';
import { synthesise } from './synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'joint-funding-workflow-'));
const { bundles } = await synthesise('local');

const filled = placeholder('SettleFunctionArn');
const unfilled = placeholder('UnsettleFunctionArn');

/** A second workflow in the stack, with a definition of our own. */
function workflow(definition: string): Workflow {
  const definitionFile = join(folder, 'definition.asl.json');
  writeFileSync(definitionFile, definition);
  const { service } = composeStacks(new App(), loadSettings('local'), bundles);
  return new Workflow(service, 'Another', {
    service: service.parts,
    definitionFile,
    tasks: { SettleFunctionArn: service.tasks.SettleFunctionArn },
  });
}

function placeholder(name: string): string {
  return JSON.stringify(`\${${name}}`);
}

test('a workflow whose placeholders and functions are the same is accepted', () => {
  expect(workflow(`{ "Resource": ${filled} }`).stateMachine).toBeDefined();
});

test('a placeholder that nobody fills is refused by name', () => {
  const definition = `{ "Resource": ${filled}, "Another": ${unfilled} }`;
  expect(() => workflow(definition)).toThrow('names what nobody gives: UnsettleFunctionArn');
});

test('a function that the definition never calls is refused by name', () => {
  expect(() => workflow('{}')).toThrow('never names: SettleFunctionArn');
});
