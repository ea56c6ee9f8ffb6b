import { vi } from 'vitest';

/** The environment of every handler. Loading a handler reads it, so call this before the import. */
export function stubHandlerEnvironment(): void {
  const variables = {
    TABLE_NAME: 'table',
    ENVIRONMENT: 'test',
    AWS_REGION: 'eu-west-2',
    OIDC_ISSUERS: '[]',
    ALLOW_SHORT_RESPONSES: 'false',
    STAGES: 'true',
    REDRIVE_SECONDS: '60',
    CODE_KEY_ID: 'key',
    STATE_MACHINE_ARN: 'arn:aws:states:eu-west-2:000000000000:stateMachine:joint-funding',
    MAIL_QUEUE_URL: 'http://127.0.0.1/queue',
    BASE_URL: 'http://127.0.0.1:8080',
    MAIL_FROM: 'decisions@joint-funding.example',
    MAIL_REPLY_TO: 'secretariat@joint-funding.example',
    SNAPSHOT_ADDRESS: 'https://objects.example',
    SNAPSHOT_SECONDS: '900',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
