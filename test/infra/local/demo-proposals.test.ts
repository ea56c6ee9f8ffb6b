import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Submission } from '../../../functions/schemas/wire/submission.ts';
import { read } from '../../../functions/schemas/words/read.ts';
import { demoProposals, readSample } from '../../../infra/local/demo/demo-proposals.ts';
import { seedProposals } from '../../../infra/local/demo/seed-proposals.ts';

describe('the sample proposals of npm start', () => {
  test('are four, each left at a different stage', () => {
    expect(demoProposals.map(({ leaves }) => leaves)).toEqual(['sign-off', 'roi-review', 'funded', 'not-funded']);
    // A review only advises, so the last one ends because its lead takes its approval back.
    expect(demoProposals.map(({ confirms }) => confirms?.answer)).toEqual([
      undefined,
      undefined,
      undefined,
      'take-back',
    ]);
    expect(new Set(demoProposals.map(({ sample }) => sample)).size).toBe(4);
  });

  test.each(demoProposals)(
    '$sample is a submission, and only its partners answer it',
    ({ sample, answers, leaves }) => {
      const body = readSample(sample);
      expect(read(Submission, body)).toMatchObject({ kind: 'read' });
      const partners = body.partners.map(({ borough }) => borough);
      const answered = Object.keys(answers);
      expect(partners).toEqual(expect.arrayContaining(answered));
      expect(answered.length < partners.length).toBe(leaves === 'sign-off');
    },
  );

  test('go only to this machine', async () => {
    const target = {
      baseUrl: 'https://funding.example',
      key: 'x',
      mails: async () => [],
      file: join(mkdtempSync(join(tmpdir(), 'joint-funding-')), 'x'),
    };
    await expect(seedProposals(target)).rejects.toThrow('this machine, not to funding.example');
  });
});
