import type {
  AdministrationEnvironment,
  AnswerLinkEnvironment,
  AppraisalsEnvironment,
  MailerEnvironment,
  ProjectEnvironment,
  ProposalsEnvironment,
  PublicEnvironment,
  ReadLinkEnvironment,
  ReadProposalsEnvironment,
  RelayEnvironment,
  ReportsEnvironment,
  SecretariatEnvironment,
  SnapshotEnvironment,
  SweepEnvironment,
  TaskEnvironment,
  Variables,
} from '../functions/adapters/system/environment.ts';
import type { HandlerName } from './table-access.ts';

/** The environment variables of each handler, by its own schema. A missing variable does not compile. */
export interface HandlerVariables extends Record<HandlerName, object> {
  'api/proposals': Variables<typeof ProposalsEnvironment>;
  'api/read-proposals': Variables<typeof ReadProposalsEnvironment>;
  'api/appraisals': Variables<typeof AppraisalsEnvironment>;
  'api/secretariat': Variables<typeof SecretariatEnvironment>;
  'api/administration': Variables<typeof AdministrationEnvironment>;
  'api/reports': Variables<typeof ReportsEnvironment>;
  'api/public': Variables<typeof PublicEnvironment>;
  'links/read-link': Variables<typeof ReadLinkEnvironment>;
  'links/answer-link': Variables<typeof AnswerLinkEnvironment>;
  'tasks/open-sign-off': Variables<typeof TaskEnvironment>;
  'tasks/open-review': Variables<typeof TaskEnvironment>;
  'tasks/open-confirming': Variables<typeof TaskEnvironment>;
  'tasks/settle': Variables<typeof TaskEnvironment>;
  'streams/relay': Variables<typeof RelayEnvironment>;
  'streams/project': Variables<typeof ProjectEnvironment>;
  'queues/mailer': Variables<typeof MailerEnvironment>;
  'schedules/sweep': Variables<typeof SweepEnvironment>;
  'schedules/snapshot': Variables<typeof SnapshotEnvironment>;
}
