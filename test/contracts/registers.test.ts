import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { registersContract } from './suites/registers.contract.ts';

describe.each(engines)('registers on $name', registersContract);
