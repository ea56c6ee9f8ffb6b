import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { writingContract } from './suites/writing.contract.ts';

describe.each(engines)('changes of proposals on $name', writingContract);
