import { describe } from 'vitest';
import { engines } from './engines.ts';
import { registersContract } from './registers.contract.ts';

describe.each(engines)('registers on $name', registersContract);
