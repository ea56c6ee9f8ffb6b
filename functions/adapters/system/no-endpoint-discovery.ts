/**
 * Replaces `@aws-sdk/middleware-endpoint-discovery` in bundles (infra/bundle.ts). No command of the client of DynamoDB
 * uses it, but the client makes its cache of endpoints, which is 10 KB with the packages below it.
 */
export function resolveEndpointDiscoveryConfig<Config>(config: Config): Config {
  return config;
}

export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};
