/** Shows progress: one line per step, with its time. */
export interface Progress {
  /** Runs `work` as the step called `title`, such as "Starting the local AWS". */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
  say(line: string): void;
}

/** Steps on the terminal: `  1.2 s  Starting the local AWS`. */
export function terminalProgress(write: (text: string) => void = (text) => process.stdout.write(text)): Progress {
  return {
    async step(title, work) {
      const started = performance.now();
      // On a terminal the title appears while the work runs, and the time is added at the end.
      if (process.stdout.isTTY) write(`   …     ${title}\r`);
      const result = await work();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      write(`${seconds.padStart(6)} s  ${title}\n`);
      return result;
    },
    say: (line) => write(`${line}\n`),
  };
}

/** For tests: shows nothing. */
export const silentProgress: Progress = { step: (_title, work) => work(), say: () => undefined };
