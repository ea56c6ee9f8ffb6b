import type { App } from 'aws-cdk-lib';
import type { Bundle } from '../bundle.ts';
import type { Settings } from '../settings.ts';
import { ServiceStack } from './service.ts';
import { StoreStack } from './store.ts';

/** The two stacks of one environment. Only the store holds data, and the service is made from it. */
export function composeStacks(
  app: App,
  settings: Settings,
  bundles: readonly Bundle[],
): { store: StoreStack; service: ServiceStack } {
  const name = `joint-funding-${settings.environment}`;
  const env = { region: settings.region, ...(settings.account === null ? {} : { account: settings.account }) };
  const store = new StoreStack(app, `${name}-store`, { settings, env, terminationProtection: settings.protectData });
  const service = new ServiceStack(app, `${name}-service`, { settings, env, store, bundles });
  return { store, service };
}
