/** First part of a partition key of the table, as listed in functions/adapters/dynamodb. */
export type KeyPrefix =
  | 'PROPOSAL#'
  | 'TOKEN#'
  | 'PERSON#'
  | 'SALT#'
  | 'BUDGET#'
  | 'LINK#'
  | 'CODE#'
  | 'IDEMPOTENCY#'
  | 'OUTBOX#'
  | 'BOROUGH#'
  | 'SCHEME#'
  | 'PARAMETERS#'
  | 'KEY#'
  | 'ROW#'
  | 'SNAPSHOT#';

/** Where the rows of reports stand in the index `list`. */
type ReportPartition = 'ROI' | 'CONTRIBUTION' | 'BENEFITS' | 'PIPELINE';

/** What a function may do in the table, by partition key. What is not named is refused. */
export interface TableAccess {
  /** GetItem, BatchGetItem, Query. */
  readonly read?: readonly KeyPrefix[];
  /** PutItem: a new item, or the whole of one anew. */
  readonly put?: readonly KeyPrefix[];
  /** UpdateItem: changes what is there. */
  readonly update?: readonly KeyPrefix[];
  /** ConditionCheckItem: what a transaction only looks at. */
  readonly check?: readonly KeyPrefix[];
  /** Query of an index, by its partitions. Indexes find; they never authorise and never decide. */
  readonly indexes?: {
    readonly due?: readonly 'DUE'[];
    readonly list?: readonly ('BOROUGH' | 'SCHEME' | 'KEY' | 'PROPOSAL' | 'SNAPSHOT' | ReportPartition)[];
  };
}

/** A step of the workflow opens by asking people, and keeps its task's token; a lost reply is recognised by that token. */
const openStep = {
  read: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'BOROUGH#', 'PERSON#'],
  put: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'SALT#'],
  update: ['OUTBOX#'],
  check: ['PROPOSAL#'],
} as const satisfies TableAccess;

/**
 * Who may touch what: one entry per deployed function, its least. IAM tells partition keys apart and nothing below, which is why a
 * task's token has a partition of its own. Too little is found by the end-to-end suite, whose local AWS refuses it (infra/local/guard).
 */
export const tableAccess = {
  'api/proposals': {
    read: ['PROPOSAL#', 'PERSON#', 'IDEMPOTENCY#', 'KEY#', 'BOROUGH#', 'SCHEME#', 'PARAMETERS#'],
    put: ['PROPOSAL#', 'PERSON#', 'SALT#', 'OUTBOX#', 'IDEMPOTENCY#'],
  },
  // A revocation frees its hold in its own transaction; nothing else of the interface moves money.
  'api/secretariat': {
    read: ['PROPOSAL#', 'PERSON#', 'IDEMPOTENCY#', 'KEY#', 'BOROUGH#'],
    put: ['PROPOSAL#', 'PERSON#', 'SALT#', 'OUTBOX#', 'IDEMPOTENCY#'],
    update: ['BUDGET#'],
  },
  'api/read-proposals': { read: ['PROPOSAL#', 'PERSON#', 'KEY#'], indexes: { list: ['PROPOSAL'] } },
  'api/appraisals': { read: ['KEY#', 'BOROUGH#', 'SCHEME#', 'PARAMETERS#'] },
  'api/administration': {
    read: ['BOROUGH#', 'BUDGET#', 'SCHEME#', 'KEY#'],
    put: ['BOROUGH#', 'BUDGET#', 'SCHEME#', 'KEY#', 'PERSON#'],
    update: ['BUDGET#'],
    indexes: { list: ['BOROUGH', 'SCHEME', 'KEY'] },
  },
  // The pipeline's median is over the proposals' own rows. What is too large to come at once is noted as wanted.
  'api/reports': {
    read: ['KEY#', 'BUDGET#', 'SNAPSHOT#'],
    put: ['SNAPSHOT#'],
    indexes: { list: ['PROPOSAL', 'ROI', 'CONTRIBUTION', 'BENEFITS', 'PIPELINE'] },
  },
  'api/public': {},
  'links/read-link': { read: ['LINK#', 'CODE#', 'PROPOSAL#', 'PERSON#', 'BOROUGH#'] },
  'links/answer-link': {
    read: ['LINK#', 'CODE#', 'PROPOSAL#', 'PERSON#', 'BOROUGH#', 'BUDGET#'],
    put: ['PROPOSAL#', 'CODE#', 'OUTBOX#', 'SALT#'],
    update: ['BUDGET#'],
    check: ['BOROUGH#'],
  },
  'tasks/open-sign-off': openStep,
  'tasks/open-review': openStep,
  'tasks/settle': {
    read: ['PROPOSAL#', 'OUTBOX#'],
    put: ['PROPOSAL#', 'OUTBOX#', 'SALT#'],
    update: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#'],
  },
  'streams/relay': { read: ['TOKEN#', 'OUTBOX#'], update: ['OUTBOX#'] },
  'streams/project': { read: ['PROPOSAL#', 'ROW#'], put: ['ROW#'] },
  'queues/mailer': { read: ['PROPOSAL#', 'PERSON#', 'BOROUGH#', 'CODE#'], put: ['LINK#'], update: ['PROPOSAL#'] },
  'schedules/sweep': {
    read: ['PROPOSAL#', 'OUTBOX#', 'BOROUGH#', 'PERSON#', 'CODE#'],
    put: ['PROPOSAL#', 'OUTBOX#', 'SALT#'],
    update: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#'],
    check: ['BOROUGH#'],
    indexes: { due: ['DUE'] },
  },
  'schedules/snapshot': {
    read: ['BUDGET#'],
    put: ['SNAPSHOT#'],
    indexes: { list: ['PROPOSAL', 'ROI', 'CONTRIBUTION', 'BENEFITS', 'PIPELINE', 'SNAPSHOT'] },
  },
} as const satisfies Record<string, TableAccess>;

/** Folder and name of a handler below functions/handlers; each is deployed once. */
export type HandlerName = keyof typeof tableAccess;
