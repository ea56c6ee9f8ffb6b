import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import { SetUpError } from '../set-up-error.ts';

/** What a virtual environment must contain, and why. */
export interface Needed {
  /** A file for `pip --require-hashes`. */
  readonly requirements: string;
  /** As the end of a sentence: "Python is needed for …". */
  readonly purpose: string;
}

const localAws: Needed = { requirements: join(import.meta.dirname, 'requirements.txt'), purpose: 'the local AWS' };
const candidates = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];
const question = 'import sys; print(sys.executable if sys.version_info[:2] >= (3, 11) else "")';

/**
 * The Python that runs the local AWS, or another program that is `needed`: a virtual environment in `folder`, with exactly the packages
 * of its requirements, each checked against its hash. It is made once, and again if the list changed or an attempt was interrupted.
 *
 * @returns path of the interpreter
 * @throws SetUpError if there is no usable Python, or its packages cannot be installed
 */
export async function preparePython(folder: string, needed: Needed = localAws): Promise<string> {
  const interpreter = join(folder, 'bin', 'python');
  if (isComplete(folder, needed)) return interpreter;
  const python = await findPython(needed);
  // Made under another name and renamed when complete, so that two runs cannot mix.
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  try {
    await makeEnvironment(python, unfinished, needed);
    writeFileSync(join(unfinished, 'requirements.sha256'), requirementsHash(needed));
    if (!isComplete(folder, needed)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return interpreter;
}

async function findPython({ purpose }: Needed): Promise<string> {
  for (const candidate of candidates) {
    const { ok, output } = await runCommand(candidate, ['-c', question]);
    if (ok && output.trim() !== '') return output.trim();
  }
  throw new SetUpError(
    `Python 3.11 or newer is needed for ${purpose} and was not found. Install python3 and try again.`,
  );
}

async function makeEnvironment(python: string, folder: string, { requirements, purpose }: Needed): Promise<void> {
  const modules = await runCommand(python, ['-c', 'import venv, ensurepip']);
  if (!modules.ok) {
    throw new SetUpError(
      `${python} has no venv module. Install it (Debian and Ubuntu: apt install python3-venv) and try again.`,
    );
  }
  const made = await runCommand(python, ['-m', 'venv', folder]);
  if (!made.ok) throw new SetUpError(`${python} could not make a virtual environment: ${lastLine(made.output)}`);
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--no-compile', '--quiet'];
  const installed = await runCommand(join(folder, 'bin', 'python'), [
    ...pip,
    '--require-hashes',
    '--no-deps',
    '--only-binary=:all:',
    '--requirement',
    requirements,
  ]);
  if (!installed.ok) {
    throw new SetUpError(
      `pip could not install the packages for ${purpose}. Check the network connection. pip said: ${lastLine(installed.output)}`,
    );
  }
}

function isComplete(folder: string, needed: Needed): boolean {
  const mark = join(folder, 'requirements.sha256');
  return existsSync(mark) && readFileSync(mark, 'utf8') === requirementsHash(needed);
}

function requirementsHash({ requirements }: Needed): string {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
