import { describe, expect, test } from 'vitest';
import { type HandlerName, type TableAccess, tableAccess } from '../../infra/table-access.ts';
import { actionsOf, type Statement, synthesise } from './synthesised.ts';

const app = await synthesise('example');
const handlers = Object.keys(tableAccess) as HandlerName[];

/** The IAM actions for the words of the table of access, stated a second time. */
const meaning: Readonly<Record<string, readonly string[]>> = {
  read: ['GetItem', 'BatchGetItem', 'Query'],
  put: ['PutItem'],
  update: ['UpdateItem'],
  check: ['ConditionCheckItem'],
};

/** `GetItem PROPOSAL#*` and the like, as the template grants them on the table and its indexes. */
function granted(handler: HandlerName): Set<string> {
  const pairs = app.statementsOf(handler).flatMap((statement) => {
    const keys = leadingKeys(statement);
    return actionsOf(statement).flatMap((action) => keys.map((key) => `${action.replace('dynamodb:', '')} ${key}`));
  });
  return new Set(pairs);
}

function leadingKeys({ Condition }: Statement): readonly string[] {
  return (Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []) as readonly string[];
}

function expected(access: TableAccess): Set<string> {
  const words = Object.entries(meaning).flatMap(([word, actions]) => {
    const prefixes = access[word as 'read'] ?? [];
    return actions.flatMap((action) => prefixes.map((prefix) => `${action} ${prefix}*`));
  });
  const indexes = Object.values(access.indexes ?? {}).flatMap((partitions) =>
    partitions.map((name) => `Query ${name}`),
  );
  return new Set([...words, ...indexes]);
}

function actions(handler: HandlerName): string[] {
  return app.statementsOf(handler).flatMap(actionsOf);
}

describe.each(handlers)('%s', (handler) => {
  test('may touch exactly the partitions in the table of access', () => {
    expect(granted(handler)).toEqual(expected(tableAccess[handler]));
  });

  test('may not call the table without a partition key, such as by a scan', () => {
    const onItems = app.statementsOf(handler).filter((statement) => leadingKeys(statement).length > 0);
    const refusing = onItems.filter(({ Condition }) => Condition?.Null?.['dynamodb:LeadingKeys'] === 'false');
    expect(refusing).toEqual(onItems);
    expect(actions(handler)).not.toContain('dynamodb:Scan');
    expect(actions(handler)).not.toContain('dynamodb:DeleteItem');
  });

  test('has no wildcard action', () => {
    expect(actions(handler).filter((action) => action.includes('*'))).toEqual([]);
  });
});

describe('rights beside the table', () => {
  const rights = new Map(handlers.map((handler) => [handler, actions(handler)]));
  const whoMay = (action: string): HandlerName[] => handlers.filter((handler) => rights.get(handler)?.includes(action));

  test('R24 the function for GET of a link can write only its log', () => {
    const writing = rights.get('links/read-link')?.filter((action) => !/:(?:GetItem|BatchGetItem|Query)$/.test(action));
    expect(writing).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  test('the link functions cannot reach email, workflow or queues', () => {
    const reached = [...(rights.get('links/read-link') ?? []), ...(rights.get('links/answer-link') ?? [])];
    expect(reached.filter((action) => !/^(?:dynamodb|logs):/.test(action))).toEqual(['kms:GenerateMac']);
  });

  test('R26 only the functions that email and compare a code may make its MAC, with the one key for codes', () => {
    expect(whoMay('kms:GenerateMac')).toEqual(['links/answer-link', 'queues/mailer']);
    const [key] = Object.keys(app.service.findResources('AWS::KMS::Key'));
    for (const handler of whoMay('kms:GenerateMac')) {
      const statements = app.statementsOf(handler).filter(({ Action }) => [Action].flat().includes('kms:GenerateMac'));
      expect(statements).toMatchObject([{ Effect: 'Allow', Resource: { 'Fn::GetAtt': [key, 'Arn'] } }]);
    }
  });

  test('R26 the policy of the key lets those two roles make MACs, but not administrators of the account', () => {
    const [key] = Object.values(app.service.findResources('AWS::KMS::Key'));
    const statements: readonly { readonly Action: string | readonly string[]; readonly Principal: unknown }[] =
      key?.Properties.KeyPolicy.Statement;
    const making = statements.filter(({ Action }) => [Action].flat().some((action) => /Mac|\*|Grant/.test(action)));
    expect(making.map(({ Action }) => Action)).toEqual(['kms:GenerateMac', 'kms:GenerateMac']);
    const roles = making.map(({ Principal }) => JSON.stringify(Principal));
    expect(roles.filter((role) => /(?:AnswerLink|Mailer)Role/.test(role))).toHaveLength(2);
  });

  test('only the relay may start and resume executions', () => {
    expect(whoMay('states:StartExecution')).toEqual(['streams/relay']);
    expect(whoMay('states:SendTaskSuccess')).toEqual(['streams/relay']);
  });

  test('only the mailer may send email', () => {
    expect(whoMay('ses:SendEmail')).toEqual(['queues/mailer']);
  });

  test('only the two readers of the stream send messages: emails, and records that they gave up', () => {
    expect(whoMay('sqs:SendMessage')).toEqual(['streams/relay', 'streams/project']);
  });

  test('only one function writes snapshots and only the reports read them, in one bucket', () => {
    expect(whoMay('s3:PutObject')).toEqual(['schedules/snapshot']);
    expect(whoMay('s3:AbortMultipartUpload')).toEqual(['schedules/snapshot']);
    expect(whoMay('s3:GetObject')).toEqual(['api/reports']);
    for (const handler of ['schedules/snapshot', 'api/reports'] as const) {
      const statements = app
        .statementsOf(handler)
        .filter((one) => actionsOf(one).some((action) => /^s3:/.test(action)));
      for (const { Resource } of statements)
        expect(JSON.stringify(Resource)).toMatch(/SnapshotsD03D071CArn\w+"\},"\/\*"\]/);
    }
  });

  test('only the relay and the sweep look at executions', () => {
    expect(whoMay('states:DescribeExecution')).toEqual(['streams/relay', 'schedules/sweep']);
  });
});
