import type { SourceMap } from 'node:module';
import { minifiedPosition } from '../source-maps.ts';

export interface Translated {
  readonly text: string;
  /** Positions that were translated. */
  readonly translated: number;
  /** Bundles without a source map, as `handler.fingerprint`, without repeats. */
  readonly unknown: readonly string[];
  /** Positions that do not say which bundle they are in. */
  readonly unnamed: number;
}

/**
 * Replaces each minified position of a log with the file and line of this project, and puts each frame of a stack on its own line.
 * This includes stacks that are an escaped text or a list within JSON. Everything else stays.
 *
 * `mapOf` finds a source map by the beginning of its bundle's fingerprint. `bundle` is the fingerprint for positions without one.
 */
export function translateStack(
  log: string,
  mapOf: (fingerprint: string) => SourceMap | undefined,
  bundle?: string,
): Translated {
  const maps = new Map<string, SourceMap | undefined>();
  const unknown = new Set<string>();
  let translated = 0;
  let unnamed = 0;
  const text = framesOnLines(log).replaceAll(minifiedPosition, (position, ...rest) => {
    const named = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const fingerprint = named.fingerprint ?? bundle;
    if (fingerprint === undefined) {
      unnamed += 1;
      return position;
    }
    const map = maps.has(fingerprint) ? maps.get(fingerprint) : mapOf(fingerprint);
    maps.set(fingerprint, map);
    if (map === undefined) {
      unknown.add(named.handler === undefined ? fingerprint : `${named.handler}.${fingerprint}`);
      return position;
    }
    const own = ownPosition(map, Number(named.line ?? named.plainLine), Number(named.column ?? named.plainColumn));
    if (own === undefined) return position;
    translated += 1;
    return own;
  });
  return { text, translated, unknown: [...unknown], unnamed };
}

function framesOnLines(log: string): string {
  return log.replaceAll(/(?:\\+n|",\s*")\s*(?=at )/g, '\n    ');
}

/** Lines and columns of a stack start at 1, those of a source map at 0. */
function ownPosition(map: SourceMap, line: number, column: number): string | undefined {
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalSource' in entry)) return undefined;
  return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
