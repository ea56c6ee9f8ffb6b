import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { proposalsContract } from './suites/proposals.contract.ts';

describe.each(engines)('the record of proposals on $name', proposalsContract);
