import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { oneEndContract, settleAllContract } from './suites/settle-all.contract.ts';

describe.each(engines)('settling 33 boroughs × 12 columns on $name', settleAllContract);

// Only memory is quick enough for 35 proposals of this size.
describe.each(engines.filter(({ name }) => name === 'fake'))('settling with one end, on the $name', oneEndContract);
