import { vi } from 'vitest';

/** Where a reports function finds its table, its snapshots and its issuers, of which there are none. */
export function stubReportsEnvironment(): void {
  const variables = {
    TABLE_NAME: 'table',
    ENVIRONMENT: 'test',
    AWS_REGION: 'eu-west-2',
    SNAPSHOT_ADDRESS: 'https://objects.example',
    SNAPSHOT_SECONDS: '900',
    OIDC_ISSUERS: '[]',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
