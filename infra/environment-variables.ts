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

/** What each handler reads of its environment, as its own schema says it: a variable too few does not compile. */
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
  'tasks/settle': Variables<typeof TaskEnvironment>;
  'streams/relay': Variables<typeof RelayEnvironment>;
  'streams/project': Variables<typeof ProjectEnvironment>;
  'queues/mailer': Variables<typeof MailerEnvironment>;
  'schedules/sweep': Variables<typeof SweepEnvironment>;
  'schedules/snapshot': Variables<typeof SnapshotEnvironment>;
}
