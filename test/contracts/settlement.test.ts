import { describe } from 'vitest';
import { engines } from './engines.ts';
import { settlementContract } from './settlement.contract.ts';

describe.each(engines)('settlement on $name', settlementContract);
