/** A command cannot do what was asked. The message says why and what to do, so no stack is printed. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Runs a command. Prints its faults on the error stream and exits with 1. */
export async function runAsCommand(main: (args: readonly string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    const expected = error instanceof Error && ['CommandError', 'SetUpError', 'SettingsError'].includes(error.name);
    process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`);
    process.exit(1);
  }
}
