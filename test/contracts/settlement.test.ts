import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { settlementContract } from './suites/settlement.contract.ts';

describe.each(engines)('settlement on $name', settlementContract);
