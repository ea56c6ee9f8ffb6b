import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Keys = z.object({ proposer: z.string(), finance: z.string(), admin: z.string() });
/** The demo's keys, random per set-up. */
export type DemoKeys = z.infer<typeof Keys>;

/** Where everything of a running local set-up is; other programs find it in `.local/endpoints.json`. */
export interface Endpoints {
  readonly baseUrl: string;
  readonly mailboxUrl: string;
  readonly awsEndpoint: string;
  readonly keys: DemoKeys;
  /** Names of functions that may be invoked by hand. */
  readonly functions: { readonly sweep: string };
}

/** Says that everything is there; the file appears whole or not at all. */
export function announce(folder: string, endpoints: Endpoints): void {
  writePrivately(join(folder, 'endpoints.json'), endpoints);
}

/** Says that nothing is there any more. */
export function withdraw(folder: string): void {
  rmSync(join(folder, 'endpoints.json'), { force: true });
}

/** The keys of an earlier set-up in this folder; undefined if there is none. */
export function readKeys(folder: string): DemoKeys | undefined {
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) return undefined;
  const parsed = Keys.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : undefined;
}

export function keepKeys(folder: string, keys: DemoKeys): void {
  writePrivately(join(folder, 'keys.json'), keys);
}

/** For this user's eyes only, and by renaming, so that nobody reads half of it. */
function writePrivately(file: string, value: unknown): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
