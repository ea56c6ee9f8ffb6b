import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { failureOf } from '../../../functions/adapters/dynamodb/table/failures.ts';

const of = (fields: object) => Object.assign(new Error('failed'), fields);
const modelled = { message: 'failed', $metadata: {} };

test.for([
  ['a throttled request', of({ name: 'ThrottlingException', $fault: 'client' }), 'throttled'],
  ['a table over its throughput', new ProvisionedThroughputExceededException(modelled), 'throttled'],
  ['an account over its limit', of({ name: 'RequestLimitExceeded', $fault: 'client' }), 'throttled'],
  ['a server’s error', new InternalServerError(modelled), 'unknown'],
  ['our earlier attempt that is still running', new TransactionInProgressException(modelled), 'unknown'],
  ['a reply that came too late', of({ name: 'TimeoutError' }), 'unknown'],
  ['a broken connection', of({ code: 'ECONNRESET' }), 'unknown'],
  ['an address that is not found', of({ code: 'ENOTFOUND' }), 'unknown'],
  ['a reply that cannot be read', of({ name: 'SyntaxError', $response: {} }), 'unknown'],
  ['a table that does not exist', new ResourceNotFoundException(modelled), 'fault'],
  ['a request without permission', of({ name: 'AccessDeniedException', $fault: 'client' }), 'fault'],
  ['missing credentials', of({ name: 'CredentialsProviderError' }), 'fault'],
  ['an error of our own', new TypeError('undefined is not a function'), 'fault'],
  ['an error of Node about its arguments', of({ code: 'ERR_INVALID_ARG_TYPE' }), 'fault'],
  ['a value that is not an error', 'failed', 'fault'],
] as const)('%s is reported as it is', ([, error, failure]) => {
  expect(failureOf(error)).toBe(failure);
});
