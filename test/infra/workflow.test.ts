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

/** A second workflow in the stack, with the test's definition. */
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

test('a workflow whose placeholders match its functions is accepted', () => {
  expect(workflow(`{ "Resource": ${filled} }`).stateMachine).toBeDefined();
});

test('a placeholder without a function is refused by name', () => {
  const definition = `{ "Resource": ${filled}, "Another": ${unfilled} }`;
  expect(() => workflow(definition)).toThrow('has placeholders without a function: UnsettleFunctionArn');
});

test('a function without a placeholder is refused by name', () => {
  expect(() => workflow('{}')).toThrow('has no placeholders for: SettleFunctionArn');
});
