import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** Of `npm start`. */
export const localFolder = join(import.meta.dirname, '..', '..', '.local');

const Keys = z.object({ proposer: z.string(), finance: z.string(), admin: z.string() });
/** The demo's keys, random per set-up. */
export type DemoKeys = z.infer<typeof Keys>;

const Endpoints = z.object({
  baseUrl: z.url(),
  mailboxUrl: z.url(),
  awsEndpoint: z.url(),
  keys: Keys,
  /** Names of functions that can be invoked by hand. */
  functions: z.object({ sweep: z.string(), snapshot: z.string() }),
});
/** Where the parts of a running local set-up are. Other programs find this in `.local/endpoints.json`. */
export type Endpoints = z.infer<typeof Endpoints>;

/** The endpoints of the set-up that `npm start` runs, or undefined if none is running. */
export function readEndpoints(): Endpoints | undefined {
  const file = join(localFolder, 'endpoints.json');
  return existsSync(file) ? Endpoints.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Announces the set-up. The file appears completely or not at all. */
export function announce(folder: string, endpoints: Endpoints): void {
  writePrivately(join(folder, 'endpoints.json'), endpoints);
}

/** Removes the announcement. */
export function withdraw(folder: string): void {
  rmSync(join(folder, 'endpoints.json'), { force: true });
}

/** The keys of an earlier set-up in this folder, or undefined. */
export function readKeys(folder: string): DemoKeys | undefined {
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) return undefined;
  const parsed = Keys.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

export function keepKeys(folder: string, keys: DemoKeys): void {
  writePrivately(join(folder, 'keys.json'), keys);
}

/** Only this user can read the file. It is renamed into place, so nobody reads half of it. */
export function writePrivately(file: string, value: unknown): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
