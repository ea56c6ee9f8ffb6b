import { runCommand } from '../../../infra/local/run-command.ts';

/** Descendants of this process whose command line contains `program`. */
export async function descendantsOf(ancestor: number, program: RegExp): Promise<readonly number[]> {
  const { ok, output } = await runCommand('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  if (!ok) throw new Error(`ps failed: ${output}`);
  const all = output.split('\n').flatMap((line) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
  });
  const below = new Set([ancestor]);
  for (let before = 0; before < below.size; ) {
    before = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid, args }) => pid !== ancestor && below.has(pid) && program.test(args)).map(({ pid }) => pid);
}

/** Ends a process at once, like a crash of the machine. False: it had already ended. */
export function killNow(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
