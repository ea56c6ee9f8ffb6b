import { describe } from 'vitest';
import { engines } from './engines/engines.ts';
import { largestChangesContract } from './suites/largest-changes.contract.ts';

describe.each(engines)('the largest changes on $name', largestChangesContract);
