import { describe } from 'vitest';
import { budgetsContract } from './budgets.contract.ts';
import { engines } from './engines.ts';

describe.each(engines)('budgets on $name', budgetsContract);
