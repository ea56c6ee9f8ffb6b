/** First part of a partition key of the table, as listed in functions/adapters/dynamodb. */
export type KeyPrefix =
  | 'PROPOSAL#'
  | 'TOKEN#'
  | 'PERSON#'
  | 'SALT#'
  | 'BUDGET#'
  | 'LINK#'
  | 'IDEMPOTENCY#'
  | 'OUTBOX#'
  | 'BOROUGH#'
  | 'SCHEME#'
  | 'KEY#'
  | 'ROW#';

/** What a function may do in the table, by partition key. What is not named is refused. */
export interface TableAccess {
  /** GetItem, BatchGetItem, Query. */
  readonly read?: readonly KeyPrefix[];
  /** PutItem, UpdateItem; and ConditionCheckItem, which a transaction needs for what it only looks at. */
  readonly write?: readonly KeyPrefix[];
  /** UpdateItem alone: may change what is there, not replace it. */
  readonly update?: readonly KeyPrefix[];
  /** ConditionCheckItem alone. */
  readonly check?: readonly KeyPrefix[];
  /** Query of an index, by its partitions. Indexes find; they never authorise and never decide. */
  readonly indexes?: {
    readonly due?: readonly 'DUE'[];
    readonly list?: readonly ('BOROUGH' | 'SCHEME' | 'KEY' | 'PROPOSAL' | 'ROI' | 'CONTRIBUTION')[];
  };
}

/**
 * Who may touch what: one entry per deployed function, its least. IAM tells partition keys apart and nothing below, which is why a
 * task's token has a partition of its own.
 */
export const tableAccess = {
  'api/proposals': {
    read: ['PROPOSAL#', 'PERSON#', 'SALT#', 'OUTBOX#', 'IDEMPOTENCY#', 'BUDGET#', 'KEY#', 'BOROUGH#', 'SCHEME#'],
    write: ['PROPOSAL#', 'PERSON#', 'SALT#', 'OUTBOX#', 'IDEMPOTENCY#', 'BUDGET#'],
    check: ['BOROUGH#', 'SCHEME#'],
  },
  'api/read-proposals': {
    read: ['PROPOSAL#', 'PERSON#', 'KEY#', 'BOROUGH#', 'ROW#'],
    indexes: { list: ['PROPOSAL'] },
  },
  'api/administration': {
    read: ['BOROUGH#', 'BUDGET#', 'SCHEME#', 'KEY#', 'PERSON#', 'IDEMPOTENCY#'],
    write: ['BOROUGH#', 'BUDGET#', 'SCHEME#', 'KEY#', 'PERSON#', 'IDEMPOTENCY#'],
    indexes: { list: ['BOROUGH', 'SCHEME', 'KEY'] },
  },
  'api/reports': { read: ['KEY#', 'ROW#', 'BUDGET#', 'BOROUGH#'], indexes: { list: ['ROI', 'CONTRIBUTION'] } },
  'api/public': {},
  'links/read-link': { read: ['LINK#', 'PROPOSAL#', 'PERSON#', 'BOROUGH#', 'BUDGET#'] },
  'links/answer-link': {
    read: ['LINK#', 'PROPOSAL#', 'PERSON#', 'BOROUGH#', 'BUDGET#', 'SALT#'],
    write: ['PROPOSAL#', 'OUTBOX#', 'SALT#'],
    update: ['BUDGET#'],
    check: ['BOROUGH#'],
  },
  'tasks/open-sign-off': {
    read: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'SALT#', 'BOROUGH#', 'PERSON#'],
    write: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'SALT#'],
  },
  'tasks/open-review': {
    read: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'SALT#', 'BOROUGH#', 'PERSON#'],
    write: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'SALT#'],
  },
  'tasks/settle': {
    read: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#', 'SALT#'],
    write: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#', 'SALT#'],
  },
  'streams/relay': { read: ['TOKEN#', 'PROPOSAL#', 'OUTBOX#'], write: ['OUTBOX#'] },
  'streams/project': { read: ['PROPOSAL#', 'BUDGET#', 'BOROUGH#'], write: ['ROW#'] },
  'queues/mailer': {
    read: ['PROPOSAL#', 'PERSON#', 'BOROUGH#', 'OUTBOX#'],
    write: ['LINK#'],
    update: ['PROPOSAL#'],
  },
  'schedules/sweep': {
    read: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#', 'SALT#', 'BOROUGH#', 'PERSON#'],
    write: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#', 'SALT#'],
    check: ['BOROUGH#'],
    indexes: { due: ['DUE'] },
  },
} as const satisfies Record<string, TableAccess>;

/** Folder and name of a handler below functions/handlers; each is deployed once. */
export type HandlerName = keyof typeof tableAccess;
