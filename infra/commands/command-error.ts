/** A command cannot do what it was asked; the message says why and what to do, and no stack helps. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Runs a command to its end: its faults in words on the error stream, and an exit code of 1. */
export async function runAsCommand(main: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    const expected = error instanceof Error && ['CommandError', 'SetUpError', 'SettingsError'].includes(error.name);
    process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
    process.exit(1);
  }
}
