import * as z from 'zod/mini';

/** One thing that a function asks AWS for: an IAM action and, for the table, the partition keys and the index. */
export interface Request {
  readonly action: string;
  readonly keys: readonly string[];
  readonly index: string | undefined;
}

type Values = Readonly<Record<string, { readonly S?: string }>>;

const strings = z.union([
  z.pipe(
    z.string(),
    z.transform((one) => [one]),
  ),
  z.array(z.string()),
]);
const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: strings,
  Resource: z.unknown(),
  Condition: z.optional(
    z.object({ 'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': strings }), Null: z.unknown() }),
  ),
});
type Statement = z.infer<typeof Statement>;
const Policy = z.object({
  Roles: z.array(z.object({ Ref: z.string() })),
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
});
const LambdaFunction = z.object({
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  Environment: z.object({ Variables: z.object({ AWS_SDK_UA_APP_ID: z.string() }) }),
});
const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.optional(z.unknown()) })),
});

/** The rights of each function, by the name that it puts into its calls. */
export type Rights = ReadonlyMap<string, readonly Statement[]>;

/** Reads the rights of every function from the service's template. */
export function rightsOf(template: unknown): Rights {
  const { Resources } = Template.parse(template);
  const ofType = (type: string): unknown[] =>
    Object.values(Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
  const policies = ofType('AWS::IAM::Policy').map((policy) => Policy.parse(policy));
  return new Map(
    ofType('AWS::Lambda::Function').map((properties) => {
      const { Role, Environment } = LambdaFunction.parse(properties);
      const [role] = Role['Fn::GetAtt'];
      const own = policies.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role));
      return [Environment.Variables.AWS_SDK_UA_APP_ID, own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)];
    }),
  );
}

/** Whether a statement allows it: all its keys (IAM's ForAllValues), and an index only if the statement names it. */
export function allows(statements: readonly Statement[], { action, keys, index }: Request): boolean {
  return statements.some((statement) => {
    if (!statement.Action.includes(action)) return false;
    if (!action.startsWith('dynamodb:')) return true;
    const patterns = statement.Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'] ?? [];
    const named = /\/index\/(\w+)/.exec(JSON.stringify(statement.Resource))?.[1];
    return named === index && keys.length > 0 && keys.every((key) => patterns.some((pattern) => like(pattern, key)));
  });
}

/** IAM's StringLike. The only wildcard here is a star at the end. */
function like(pattern: string, key: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

/**
 * The rights that a call of the SDK needs. A transaction needs several.
 *
 * @param target header `x-amz-target`, such as `DynamoDB_20120810.GetItem`. SES has none and is recognised by its path.
 */
export function requestsOf(target: string | undefined, path: string, body: string, method?: string): Request[] {
  if (path.startsWith('/v2/email/outbound-emails')) return [plain('ses:SendEmail')];
  if (target === undefined && method !== undefined) return objectRequests(method, path);
  const [service = '', operation = ''] = (target ?? '').split('.');
  if (service === 'AWSStepFunctions') return [plain(`states:${operation}`)];
  // IAM has no action for a transaction or batch.
  if (service === 'AmazonSQS') return [plain(`sqs:${operation.replace(/Batch$/, '')}`)];
  if (service === 'TrentService') return [plain(`kms:${operation}`)];
  if (service.startsWith('DynamoDB_')) return tableRequests(operation, JSON.parse(body));
  return [plain(`unknown:${target ?? path}`)];
}

/** For S3 the method gives the action. IAM treats the parts of an upload, its beginning and its end as PutObject. */
function objectRequests(method: string, path: string): Request[] {
  const known: Readonly<Record<string, string>> = { GET: 's3:GetObject', PUT: 's3:PutObject', POST: 's3:PutObject' };
  const [object = '', query = ''] = path.split('?');
  if (object.split('/').length < 3) return [plain(`unknown:${method} ${object}`)];
  const action = method === 'DELETE' && query.includes('uploadId=') ? 's3:AbortMultipartUpload' : known[method];
  return [plain(action ?? `unknown:${method} ${object}`)];
}

function plain(action: string): Request {
  return { action, keys: [], index: undefined };
}

interface TableCall {
  readonly Key?: Values;
  readonly Item?: Values;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Values;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Values[] }>>;
  readonly TransactItems?: readonly Readonly<Record<string, TableCall>>[];
}

/** IAM checks each part of a transaction by itself, under the action of its kind. */
const parts: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

function tableRequests(operation: string, call: TableCall): Request[] {
  if (call.TransactItems !== undefined) {
    return call.TransactItems.flatMap((item) =>
      Object.entries(item).flatMap(([kind, part]) => tableRequests(parts[kind] ?? kind, part)),
    );
  }
  return [{ action: `dynamodb:${operation}`, keys: keysOf(call), index: call.IndexName }];
}

function keysOf(call: TableCall): string[] {
  const items = [call.Key, call.Item, ...Object.values(call.RequestItems ?? {}).flatMap(({ Keys }) => Keys)];
  const keys = items.flatMap((item) => item?.pk?.S ?? []);
  return call.KeyConditionExpression === undefined ? keys : [...keys, ...queriedKey(call)];
}

/** The value that a query compares its partition key with. */
function queriedKey({ KeyConditionExpression = '', ...call }: TableCall): string[] {
  const equalities = [...KeyConditionExpression.matchAll(/([#\w]+)\s*=\s*(:\w+)/g)];
  return equalities.flatMap(([, name = '', value = '']) => {
    const attribute = call.ExpressionAttributeNames?.[name] ?? name;
    return /^(?:pk|\w+Partition)$/.test(attribute) ? (call.ExpressionAttributeValues?.[value]?.S ?? []) : [];
  });
}
