import type * as z from 'zod/mini';
import { largestBody } from '../edge/json-body.ts';
import { type ProblemKind, problems } from '../edge/problem.ts';
import type { OpenOperation, Operation } from '../operations/define-operation.ts';
import type { DescribedResponse, Description, OpenDescription, ResponseSchema } from '../operations/describe.ts';
import {
  descriptions,
  type OperationName,
  openDescriptions,
  openOperations,
  operations,
} from '../operations/operations.ts';
import { asJsonSchema, schemasOf } from './json-schemas.ts';
import { parametersOf } from './parameters.ts';
import { problemSchema } from './problem-schema.ts';

type Json = Record<string, unknown>;

/**
 * The OpenAPI 3.1 document of every operation, made from the request schemas, the access rules and the descriptions.
 *
 * @param baseUrl address of the interface, without a slash at the end
 */
export function openApiDocument(baseUrl: string): Json {
  const paths: Record<string, Json> = {};
  const add = ({ method, path }: Pick<OpenOperation, 'method' | 'path'>, item: Json) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: item };
  };
  for (const name of namesIn(operations)) add(operations[name], itemOf(name));
  for (const name of namesIn(openOperations)) add(openOperations[name], openItem(name, openDescriptions[name]()));
  return {
    openapi: '3.1.1',
    info: { title: 'Joint funding', version: '1', description },
    servers: [{ url: baseUrl }],
    tags: [...new Set(Object.values(descriptions).map((described) => described().tag))].map((name) => ({ name })),
    paths,
    components: { schemas: schemasOf(responseSchemas()), responses: responses(), securitySchemes },
  };
}

/** Every response schema, in the order in which the operations name them. */
function responseSchemas(): readonly ResponseSchema[] {
  const described: readonly Description[] = Object.values(descriptions).map((described) => described());
  const open: readonly OpenDescription[] = Object.values(openDescriptions).map((described) => described());
  const named = [
    ...described.flatMap((each) => Object.values(each.responses).map(({ json }) => json)),
    problemSchema,
    ...open.map(({ json }) => json),
  ];
  return named.filter((json) => json !== undefined);
}

function namesIn<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table) as Name[];
}

const description = [
  'Boroughs fund projects together. Amounts are in whole pence. Dates with a time are ISO 8601 in UTC. Financial years are written 2026-27.',
  `Every path with GET also has HEAD. A body has at most ${largestBody} bytes. A response lists every fault of an HTTP request, each with its JSON`,
  'pointer: into the body, or /path/…, /query/…, /header/…. Fields that this document does not describe are faults.',
  'The gateway in front of the service can respond with 413, 429 or 503 and a plain body. After 429 or 503, try again later.',
].join(' ');

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A key, jf_…' },
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A token of an OpenID Connect issuer that this environment trusts, signed with RS256 or ES256. It has the scopes that it names, as far as its issuer may grant them, for its own borough.',
  },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The same key as with bearer.' },
  basic: {
    type: 'http',
    scheme: 'basic',
    description: 'Any user name. The password is a key that can only read reports.',
  },
};

function itemOf(name: OperationName): Json {
  const operation = operations[name] as Operation;
  const { scope, basic = false } = operation.access;
  const { tag, summary, responses: success, conflict, example }: Description = descriptions[name]();
  return {
    operationId: name,
    tags: [tag],
    summary,
    description: scope === 'any' ? 'Any scope.' : `Scope: ${scope}.`,
    security: [{ bearer: [] }, { token: [] }, { apiKey: [] }, ...(basic ? [{ basic: [] }] : [])],
    parameters: parametersOf(operation),
    ...(operation.body === undefined ? {} : { requestBody: requestBodyOf(operation.body.schema, example) }),
    responses: {
      ...Object.fromEntries(Object.entries(success).map(([status, each]) => [status, successOf(each, operation)])),
      ...(operation.method === 'GET'
        ? { 304: { description: 'Not changed since the version in If-None-Match.' } }
        : {}),
      ...Object.fromEntries(problemsOf(operation).map((kind) => [problems[kind].status, responseRef(kind)])),
      ...(conflict === undefined ? {} : { 409: { description: conflict, content: problemContent } }),
      429: { description: 'Too many HTTP requests. This response comes from the gateway and has a plain body.' },
    },
  };
}

function openItem(operationId: string, { summary, json }: OpenDescription): Json {
  const content = json === undefined ? { 'application/json': { schema: { type: 'object' } } } : jsonContent(json);
  return { operationId, summary, security: [], responses: { 200: { description: summary, content } } };
}

function requestBodyOf(schema: z.ZodMiniType, example: unknown): Json {
  return { required: true, content: { 'application/json': { schema: asJsonSchema(schema, 'input'), example } } };
}

function successOf({ says, json, headers = [] }: DescribedResponse, { produces = [] }: Operation): Json {
  const others = produces
    .filter((type) => type !== 'application/json')
    .map((type) => [type, type.startsWith('text/') ? { schema: { type: 'string' } } : {}]);
  const named = [...(json === undefined ? [] : ['ETag']), ...headers];
  return {
    description: says,
    ...(json === undefined ? {} : { content: { ...jsonContent(json), ...Object.fromEntries(others) } }),
    ...(named.length === 0
      ? {}
      : { headers: Object.fromEntries(named.map((header) => [header, { schema: { type: 'string' } }])) }),
  };
}

/** The problems that an operation can respond with, apart from 409. */
function problemsOf({ path, body, precondition }: Operation): readonly ProblemKind[] {
  return [
    'not-authenticated',
    'forbidden',
    ...(path.includes('{') ? (['not-found'] as const) : []),
    'not-acceptable',
    'invalid-input',
    ...(body === undefined ? [] : (['not-json', 'too-large', 'wrong-content-type'] as const)),
    ...(precondition === undefined ? [] : (['changed-meanwhile'] as const)),
    ...(precondition === 'required' ? (['precondition-required'] as const) : []),
    'internal-error',
    'overloaded',
  ];
}

function responses(): Json {
  const kinds = Object.keys(problems) as ProblemKind[];
  const headers: Partial<Record<ProblemKind, string>> = {
    'not-authenticated': 'WWW-Authenticate',
    'method-not-allowed': 'Allow',
    overloaded: 'Retry-After',
    'not-ready': 'Retry-After',
  };
  return Object.fromEntries(
    kinds.map((kind) => {
      const header = headers[kind];
      const named = header === undefined ? {} : { headers: { [header]: { schema: { type: 'string' } } } };
      return [kind, { description: problems[kind].title, content: problemContent, ...named }];
    }),
  );
}

const problemContent = { 'application/problem+json': { schema: ref(problemSchema) } };

function responseRef(kind: ProblemKind): Json {
  return { $ref: `#/components/responses/${kind}` };
}

function jsonContent(schema: ResponseSchema): Json {
  return { 'application/json': { schema: ref(schema) } };
}

function ref({ name }: ResponseSchema): Json {
  return { $ref: `#/components/schemas/${name}` };
}
