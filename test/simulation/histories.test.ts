import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shortest } from './shortest.ts';
import { keptHistory } from './system/kept-histories.ts';
import { live, systemSimulation } from './system/system-simulation.ts';
import { Tally } from './tally.ts';

const project = join(import.meta.dirname, '../..');

/** Runs a command of this folder, and prints its figures. */
function run(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: project });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(output);
      resolve({ code, output });
    });
  });
}

describe('many histories', () => {
  test('1,000 histories break no promise', async () => {
    const { code, output } = await run('test/simulation/simulate.ts', '--histories', '1000');
    expect(output).toContain('== system: 1,000 ');
    expect({ code, output }).toMatchObject({ code: 0 });
  });

  test('promise 1 a crash before or after any write of any use case loses nothing and repeats nothing', async () => {
    const { code, output } = await run('test/simulation/crash-points/kill.ts');
    const [, killed, all] = /(\d+) of (\d+) writes were killed before and after/.exec(output) ?? [];
    expect({ code, killed }).toEqual({ code: 0, killed: all });
    expect(Number(all)).toBeGreaterThan(40);
  });

  test('a seed replays one history', async () => {
    const { code, output } = await run('test/simulation/simulate.ts', '--seed', '7');
    expect({ code, output }).toEqual({ code: 0, output: 'History 7 of the system holds.\n' });
  });

  test('an invalid seed is refused, with what a seed is', async () => {
    const { code, output } = await run('test/simulation/simulate.ts', '--seed', 'seven');
    expect(code).toBe(2);
    expect(output).toContain('--seed is a whole number from 0 on, not seven.');
  });
});

describe('one history', () => {
  test.each([
    [75_565, 'R29: a reviewer whose borough was revoked answered', 'event', 'revoked'],
    [580_987, 'R29: the same, in a review that closes later', 'event', 'revoked'],
    [373_319, 'R6: withdrawn after a carried round, its approvals revoked', 'event', 'withdrawn'],
    [495_844, 'R6: withdrawn while a revision is awaited', 'transition', 'changes-requested → settling'],
    [542_414, 'R6: the same, while its deadline is extended', 'transition', 'changes-requested → settling'],
    [398_009, 'R29: approvals of a carried round are revoked, one borough having stayed silent', 'event', 'revoked'],
    [201_674, 'R9: a mail finds nobody who may answer while the proposal changes', 'officers', 'clear'],
    [613_541, 'R9: the same, beside a revocation', 'officers', 'clear'],
    [791_402, 'R9: the same of a reminder', 'mail', 'sign-off-reminder skipped'],
    [5_703, 'R5, R26: a code mailed just before a deadline, which was extended then', 'code', 'used'],
    [1_019_813, 'R1, R26: two tabs at once, of which one would need a code', 'answer came to', 'sign-off: different'],
  ])('%i of a million, which once broke a check and is kept, holds: %s', async (seed, _, group, name) => {
    const tally = new Tally();
    const { setting, steps } = keptHistory(seed);
    await live(setting, steps, seed, tally);
    expect(tally.of(group).get(name)).toBeGreaterThan(0);
  });

  test('has the same result each time its seed runs', async () => {
    const [first, second] = [new Tally(), new Tally()];
    await systemSimulation.run(11, first);
    await systemSimulation.run(11, second);
    expect(first.entries()).toEqual(second.entries());
    const other = new Tally();
    await systemSimulation.run(12, other);
    expect(other.entries()).not.toEqual(first.entries());
  });

  test('that fails is shown with only the steps that the failure needs', async () => {
    const failure = async (some: readonly number[]) =>
      some.includes(3) && some.includes(7) ? `3 before ${some.at(-1)}` : undefined;
    expect(await shortest([1, 2, 3, 4, 5, 6, 7, 8, 9], failure)).toEqual({ steps: [3, 7], failure: '3 before 7' });
    expect(await shortest([1, 2], failure)).toEqual({ steps: [1, 2], failure: undefined });
  });
});
