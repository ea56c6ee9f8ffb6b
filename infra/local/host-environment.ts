import { delimiter, join } from 'node:path';

const binaries = join(import.meta.dirname, '..', '..', 'node_modules', '.bin');

/**
 * The part of the shell's environment that programs we start may see: where programs and the home folder are, and nothing about
 * AWS. The project's own Node comes first on the PATH. Only this file in infra reads the environment.
 */
export function hostEnvironment(): Record<string, string> {
  const { PATH = '', HOME, TMPDIR, LANG } = process.env;
  return {
    PATH: PATH.split(delimiter)[0] === binaries ? PATH : [binaries, PATH].join(delimiter),
    LANG: LANG ?? 'C.UTF-8',
    ...(HOME === undefined ? {} : { HOME }),
    ...(TMPDIR === undefined ? {} : { TMPDIR }),
  };
}
