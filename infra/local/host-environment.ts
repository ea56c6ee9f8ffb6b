import { delimiter, join } from 'node:path';

const binaries = join(import.meta.dirname, '..', '..', 'node_modules', '.bin');

/**
 * What programs that we start may see of the shell's environment: where programs are, whose home it is, and nothing of AWS. The
 * project's own Node comes first on the PATH. The only place in infra that reads the environment.
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
