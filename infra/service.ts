import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Bundle } from './bundle.ts';
import type { CodeKey } from './constructs/code-key.ts';
import type { OperatorAlarms } from './constructs/operator-alarms.ts';
import type { Settings } from './settings.ts';
import type { HandlerName } from './table-access.ts';

/** What the constructs of the service need to know about each other. */
export interface Service {
  readonly settings: Settings;
  readonly table: Table;
  /** Key for the MACs of one-time codes. */
  readonly codeKey: CodeKey;
  /** Bucket for snapshots of large reports. */
  readonly snapshots: Bucket;
  readonly alarms: OperatorAlarms;
  /** The address that people see, without a slash at the end. */
  readonly baseUrl: string;
  /** Variables that several handlers read. */
  readonly variables: {
    readonly table: { readonly TABLE_NAME: string; readonly ENVIRONMENT: string };
    readonly codes: { readonly CODE_KEY_ID: string };
    readonly redrive: { readonly REDRIVE_SECONDS: string };
    readonly callers: { readonly OIDC_ISSUERS: string };
    readonly address: { readonly BASE_URL: string };
    readonly shortResponses: { readonly ALLOW_SHORT_RESPONSES: 'true' | 'false' };
    readonly stages: { readonly STAGES: 'true' | 'false' };
  };
  bundleOf(handler: HandlerName): Bundle;
}
