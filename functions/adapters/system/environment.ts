import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const address = z.string().check(z.regex(/^https?:\/\/[^/\s]+$/, { error: 'expected an address without a path' }));
const seconds = z.pipe(
  z.string().check(z.regex(/^[1-9]\d{0,5}$/, { error: 'expected whole seconds' })),
  z.transform((value: string) => Number(value)),
);
const yesOrNo = z.pipe(
  z.enum(['true', 'false']),
  z.transform((value) => value === 'true'),
);

/** For every function: its table and the name of its environment. */
const table = { TABLE_NAME: text, ENVIRONMENT: text };
/** Seconds after which the sweep continues what did not finish by itself. */
const redrive = { REDRIVE_SECONDS: seconds };
/** Trusted issuers as JSON. adapters/oidc parses it, so that functions for links do not bundle the parser. */
const callers = { OIDC_ISSUERS: text };

/** Key of the MACs from which one-time codes are made. */
const codes = { CODE_KEY_ID: text };

export const ProposalsEnvironment = z.object({
  ...table,
  ...callers,
  ...redrive,
  BASE_URL: address,
  ALLOW_SHORT_RESPONSES: yesOrNo,
  STAGES: yesOrNo,
});
export const AppraisalsEnvironment = z.object({
  ...table,
  ...callers,
  ALLOW_SHORT_RESPONSES: yesOrNo,
  STAGES: yesOrNo,
});
export const SecretariatEnvironment = z.object({ ...table, ...callers, ...redrive });
export const ReadProposalsEnvironment = z.object({ ...table, ...callers, BASE_URL: address });
export const AdministrationEnvironment = z.object({
  ...table,
  ...callers,
  BASE_URL: address,
  ALLOW_SHORT_RESPONSES: yesOrNo,
});
export const ReportsEnvironment = z.object({
  ...table,
  ...callers,
  /** Where snapshots are read, and how long until the next ones are made. */
  SNAPSHOT_ADDRESS: z.string().check(z.regex(/^https?:\/\/[^\s?#]+[^\s?#/]$/, { error: 'expected an address' })),
  SNAPSHOT_SECONDS: seconds,
  AWS_REGION: text,
});
export const PublicEnvironment = z.object({ ENVIRONMENT: text, BASE_URL: address });
export const ReadLinkEnvironment = z.object(table);
export const AnswerLinkEnvironment = z.object({ ...table, ...redrive, ...codes });
export const TaskEnvironment = z.object({ ...table, ...redrive });
export const RelayEnvironment = z.object({ ...table, STATE_MACHINE_ARN: text, MAIL_QUEUE_URL: text });
export const ProjectEnvironment = z.object(table);
export const MailerEnvironment = z.object({
  ...table,
  ...codes,
  BASE_URL: address,
  MAIL_FROM: text,
  MAIL_REPLY_TO: text,
});
export const SweepEnvironment = z.object({ ...table, ...redrive, STATE_MACHINE_ARN: text });

export const SnapshotEnvironment = z.object({ ...table, SNAPSHOT_BUCKET: text });

/** The variables that infra must set for a function. Lambda sets the region itself. */
export type Variables<S extends z.ZodMiniType> = Omit<z.input<S>, 'AWS_REGION'>;

/**
 * A function's variables, read once at its start. Only this reads `process.env`. Throws an error that names each
 * variable that is missing or wrong, so that a wrong deployment fails at once.
 */
export function environment<S extends z.ZodMiniType>(schema: S): z.output<S> {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The function's environment is wrong. ${faults.join('; ')}`);
}
