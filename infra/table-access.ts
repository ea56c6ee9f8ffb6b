/** First part of a partition key, as listed in functions/adapters/dynamodb. */
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

/** Partition of the rows of reports in the index `list`. */
type ReportPartition = 'ROI' | 'CONTRIBUTION' | 'BENEFITS' | 'PIPELINE';

/** What a function may do in the table, by partition key. Everything else is refused. */
export interface TableAccess {
  /** GetItem, BatchGetItem, Query. */
  readonly read?: readonly KeyPrefix[];
  /** PutItem: a new item, or a complete replacement. */
  readonly put?: readonly KeyPrefix[];
  /** UpdateItem: changes an existing item. */
  readonly update?: readonly KeyPrefix[];
  /** ConditionCheckItem: a transaction only checks the item. */
  readonly check?: readonly KeyPrefix[];
  /** Query of an index, by its partitions. Indexes find items. They never authorise or decide. */
  readonly indexes?: {
    readonly due?: readonly 'DUE'[];
    readonly list?: readonly ('BOROUGH' | 'SCHEME' | 'KEY' | 'PROPOSAL' | 'SNAPSHOT' | ReportPartition)[];
  };
}

/** A workflow step opens by asking people and keeps its task's token. If a reply was lost, that token shows it. */
const openStep = {
  read: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'BOROUGH#', 'PERSON#'],
  put: ['PROPOSAL#', 'TOKEN#', 'OUTBOX#', 'SALT#'],
  update: ['OUTBOX#'],
  check: ['PROPOSAL#'],
} as const satisfies TableAccess;

/**
 * Which function may touch what: one entry per deployed function, with the least rights. IAM only tells partition keys apart, so
 * a task's token has its own partition. The end-to-end suite finds missing rights, because its local AWS refuses the call
 * (infra/local/guard).
 */
export const tableAccess = {
  'api/proposals': {
    read: ['PROPOSAL#', 'PERSON#', 'IDEMPOTENCY#', 'KEY#', 'BOROUGH#', 'SCHEME#', 'PARAMETERS#'],
    // The response to a submission has a tracking link.
    put: ['PROPOSAL#', 'PERSON#', 'SALT#', 'OUTBOX#', 'IDEMPOTENCY#', 'LINK#'],
  },
  // A revocation releases its hold in its own transaction. Nothing else in the API moves money.
  'api/secretariat': {
    read: ['PROPOSAL#', 'PERSON#', 'IDEMPOTENCY#', 'KEY#', 'BOROUGH#'],
    put: ['PROPOSAL#', 'PERSON#', 'SALT#', 'OUTBOX#', 'IDEMPOTENCY#'],
    update: ['BUDGET#'],
  },
  'api/read-proposals': { read: ['PROPOSAL#', 'PERSON#', 'KEY#'], indexes: { list: ['PROPOSAL'] } },
  'api/appraisals': { read: ['KEY#', 'BOROUGH#', 'SCHEME#', 'PARAMETERS#'] },
  // A lower limit of an officer makes the proposals that wait on the borough due at once (R9).
  'api/administration': {
    read: ['BOROUGH#', 'BUDGET#', 'SCHEME#', 'KEY#', 'PROPOSAL#'],
    put: ['BOROUGH#', 'BUDGET#', 'SCHEME#', 'KEY#', 'PERSON#'],
    update: ['BUDGET#', 'PROPOSAL#'],
    indexes: { list: ['BOROUGH', 'SCHEME', 'KEY', 'PIPELINE'] },
  },
  // The pipeline's median needs the proposals' own rows. A report that is too large to send at once is noted as wanted.
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
  // Before a round opens it moves the holds of approvals that stay in force (R7).
  'tasks/open-sign-off': { ...openStep, update: [...openStep.update, 'BUDGET#'] },
  'tasks/open-review': openStep,
  'tasks/open-confirming': openStep,
  'tasks/settle': {
    read: ['PROPOSAL#', 'OUTBOX#'],
    put: ['PROPOSAL#', 'OUTBOX#', 'SALT#'],
    update: ['PROPOSAL#', 'OUTBOX#', 'BUDGET#'],
  },
  'streams/relay': { read: ['TOKEN#', 'OUTBOX#'], update: ['OUTBOX#'] },
  'streams/project': { read: ['PROPOSAL#', 'ROW#'], put: ['ROW#'] },
  'queues/mailer': { read: ['PROPOSAL#', 'PERSON#', 'BOROUGH#', 'CODE#'], put: ['LINK#'], update: ['PROPOSAL#'] },
  'schedules/sweep': {
    read: ['PROPOSAL#', 'OUTBOX#', 'BOROUGH#', 'PERSON#', 'CODE#', 'BUDGET#'],
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

/** Folder and name of a handler in functions/handlers. Each is deployed once. */
export type HandlerName = keyof typeof tableAccess;
