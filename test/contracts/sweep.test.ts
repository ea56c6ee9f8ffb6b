import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { sweepContract } from './suites/sweep.contract.ts';

describe.each(engines)('sweep on $name', sweepContract);
