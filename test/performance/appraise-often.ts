import { readFileSync } from 'node:fs';
import { appraise } from '../../functions/domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../functions/domain/appraisal/appraisal-input.ts';

/** The process that `instructions` runs: appraises the input in a file, a given number of times. */
const [file = '', times] = process.argv.slice(2);
const input = JSON.parse(readFileSync(file, 'utf8')) as AppraisalInput;
for (let count = 0; count < Number(times); count += 1) appraise(input);
