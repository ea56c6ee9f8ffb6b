import { describe } from 'vitest';
import { engines } from './engines.ts';
import { registersContract } from './suites/registers.contract.ts';

describe.each(engines)('registers on $name', registersContract);
