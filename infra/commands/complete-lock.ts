import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package in the lock file, with the members that are read here. */
interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  packages: Record<string, Locked>;
}

const system = /-(android|darwin|freebsd|linux|win32|openharmony|aix|sunos|netbsd|openbsd)-([a-z0-9]+)(?:-([a-z]+))?$/;

/**
 * The optional packages for other systems that a lock file lacks. npm leaves out those that its registry does not have. `npm ci`
 * then refuses the whole file, although none of them would be installed here.
 */
export function lackingIn({ packages }: Lock): readonly { readonly name: string; readonly entry: object }[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => packages[`${path}/node_modules/${name}`] === undefined)
      .filter(([name]) => packages[`node_modules/${name}`] === undefined)
      .flatMap(([name, version]) => {
        const [, os, cpu, libc] = system.exec(name) ?? [];
        if (os === undefined || cpu === undefined) return [];
        return [{ name, entry: { version, cpu: [cpu], dev: true, ...libcOf(libc), optional: true, os: [os] } }];
      }),
  );
}

function libcOf(name: string | undefined): object {
  if (name?.startsWith('musl')) return { libc: ['musl'] };
  return name?.startsWith('gnu') ? { libc: ['glibc'] } : {};
}

/** Writes them into the project's lock file, and returns how many there were. */
function completeLock(file: string): void {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const lacking = lackingIn(lock);
  for (const { name, entry } of lacking) lock.packages[`node_modules/${name}`] = entry;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.info(`${lacking.length} packages of other systems were added to package-lock.json.`);
}

if (import.meta.main) completeLock(join(import.meta.dirname, '..', '..', 'package-lock.json'));
