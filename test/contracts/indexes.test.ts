import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { indexesContract } from './suites/indexes.contract.ts';

describe.each(engines)('indexes on $name', indexesContract);
