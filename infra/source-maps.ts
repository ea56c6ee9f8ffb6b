import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
/** This many characters of a fingerprint are in each line of a stack. */
const shownCharacters = 16;

/** Where builds of this checkout keep their source maps for `npm run trace`. Git ignores it. */
export const sourceMapsFolder = join(root, '.local', 'source-maps');

/** The SHA-256 of a bundle's code, in hexadecimal. The same sources and packages have the same fingerprint on every machine. */
export function fingerprintOf(code: Uint8Array): string {
  return createHash('sha256').update(code).digest('hex');
}

/**
 * The comment at the end of a bundle that makes Node name it in each line of a stack: `api/proposals.3f2a91c07be4d815.mjs:1:23456`.
 * Even an error that Lambda itself logs then names its build. A variable of the function would not work: a deployment changes code
 * and variables one after the other.
 */
export function sourceUrlOf(handler: string, fingerprint: string): string {
  return `//# sourceURL=${handler}.${fingerprint.slice(0, shownCharacters)}.mjs\n`;
}

/** A position in a stack: named by {@link sourceUrlOf}, or the plain file of a function, which does not name its build. */
export const minifiedPosition =
  /(?<handler>[a-z-]+\/[a-z-]+)\.(?<fingerprint>[0-9a-f]{16})\.mjs:(?<line>\d+):(?<column>\d+)|(?:file:\/\/)?\/var\/task\/index\.mjs:(?<plainLine>\d+):(?<plainColumn>\d+)/g;

export interface BuiltMap {
  readonly handler: string;
  readonly fingerprint: string;
  /** The map's sources are relative to this folder. */
  readonly builtIn: string;
  /** As esbuild wrote it. */
  readonly map: string;
}

/** Writes one source map as `<fingerprint>.json.gz`, with sources relative to the project. */
export function keepSourceMap(folder: string, { handler, fingerprint, builtIn, map }: BuiltMap): void {
  const file = join(folder, `${fingerprint}.json.gz`);
  if (existsSync(file)) return;
  const payload = JSON.parse(map) as SourceMapPayload;
  const sources = payload.sources.map((source) => relative(root, join(builtIn, source)));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, gzipSync(JSON.stringify({ ...payload, file: handler, sources })));
}

/** The source map of the bundle whose fingerprint starts like this, or `undefined` if this checkout did not build it. */
export function readSourceMap(folder: string, beginning: string): SourceMap | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const name = names.find((each) => each.startsWith(beginning) && each.endsWith('.json.gz'));
  if (name === undefined) return undefined;
  return new SourceMap(JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')));
}
