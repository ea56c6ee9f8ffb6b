import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { budgetsContract } from './suites/budgets.contract.ts';

describe.each(engines)('budgets on $name', budgetsContract);
