import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
/** So many characters of a fingerprint are in each line of a stack. */
const shownCharacters = 16;

/** Where builds of this checkout keep their source maps, so that `npm run trace` finds them. Git ignores it. */
export const sourceMapsFolder = join(root, '.local', 'source-maps');

/** The SHA-256 of a bundle's code, in hexadecimal. The same sources and packages have the same fingerprint on every machine. */
export function fingerprintOf(code: Uint8Array): string {
  return createHash('sha256').update(code).digest('hex');
}

/**
 * The comment at the end of a bundle by which Node names it in each line of a stack: `api/proposals.3f2a91c07be4d815.mjs:1:23456`. Like
 * this even an error that Lambda itself logs names the build it comes from. A variable of the function would not: while a deployment
 * changes code and variables one after the other, they belong to different builds.
 */
export function sourceUrlOf(handler: string, fingerprint: string): string {
  return `//# sourceURL=${handler}.${fingerprint.slice(0, shownCharacters)}.mjs\n`;
}

/** A position in a stack: either named by {@link sourceUrlOf}, or the plain file of a function, which does not say which build it is. */
export const minifiedPosition =
  /(?<handler>[a-z-]+\/[a-z-]+)\.(?<fingerprint>[0-9a-f]{16})\.mjs:(?<line>\d+):(?<column>\d+)|(?:file:\/\/)?\/var\/task\/index\.mjs:(?<plainLine>\d+):(?<plainColumn>\d+)/g;

export interface BuiltMap {
  readonly handler: string;
  readonly fingerprint: string;
  /** Folder that the map's sources are relative to. */
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

/** The source map of the bundle whose fingerprint begins like this, or `undefined` where this checkout never built it. */
export function readSourceMap(folder: string, beginning: string): SourceMap | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const name = names.find((each) => each.startsWith(beginning) && each.endsWith('.json.gz'));
  if (name === undefined) return undefined;
  return new SourceMap(JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')));
}
