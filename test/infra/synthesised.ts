import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Bundle, bundleHandlers } from '../../infra/bundle.ts';
import { HandlerFunction } from '../../infra/constructs/handler-function.ts';
import { loadSettings } from '../../infra/settings.ts';
import { composeStacks } from '../../infra/stacks/compose.ts';
import type { HandlerName } from '../../infra/table-access.ts';

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The templates of an environment's stacks. */
export interface Synthesised {
  readonly store: Template;
  readonly service: Template;
  readonly bundles: readonly Bundle[];
  /** Holds the source maps of the bundles. */
  readonly sourceMaps: string;
  /** Handlers in the order of their deployment, with repeats. */
  readonly deployed: readonly HandlerName[];
  /** The statements of the role of this handler's function. */
  statementsOf(handler: HandlerName): Statement[];
}

const built = new Map<string, Promise<Synthesised>>();

/** Built once for all test files that run in this process. */
export function synthesise(environment: string): Promise<Synthesised> {
  const there = built.get(environment) ?? build(environment);
  built.set(environment, there);
  return there;
}

async function build(environment: string): Promise<Synthesised> {
  const outdir = mkdtempSync(join(tmpdir(), 'joint-funding-synth-'));
  const sourceMaps = join(outdir, 'source-maps');
  const bundles = await bundleHandlers(join(outdir, 'bundles'), sourceMaps);
  const app = new App({ outdir });
  const { store, service } = composeStacks(app, loadSettings(environment), bundles);
  const functions = service.node.findAll().filter((one) => one instanceof HandlerFunction);
  const template = Template.fromStack(service);
  return {
    store: Template.fromStack(store),
    service: template,
    bundles,
    sourceMaps,
    deployed: functions.map(({ handler }) => handler),
    statementsOf: (handler) => {
      const found = functions.filter((one) => one.handler === handler);
      return found.flatMap(({ role }) => statements(template, service.getLogicalId(role.node.defaultChild as never)));
    },
  };
}

/** The statements of every policy that names this role. */
function statements(template: Template, role: string): Statement[] {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')) as Resource[];
  return policies
    .filter(({ Properties }) => JSON.stringify(Properties.Roles) === JSON.stringify([{ Ref: role }]))
    .flatMap(({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}

/** The actions of a statement, always as a list. */
export function actionsOf({ Action }: Statement): readonly string[] {
  return typeof Action === 'string' ? [Action] : Action;
}
