import { createRemoteJWKSet, customFetch, type FetchImplementation } from 'jose/jwks/remote';
import { IssuerUnavailable } from '../../application/access/issuer-unavailable.ts';

/** How an issuer's keys are read. */
export interface KeySetLimits {
  readonly timeoutMilliseconds: number;
  /** No second read within this time, whichever key was asked for and whether or not the first read succeeded. */
  readonly cooldownMilliseconds: number;
  /** Keys older than this are read again before they are used. */
  readonly freshMilliseconds: number;
  readonly maxBytes: number;
}

export const keySetLimits: KeySetLimits = {
  timeoutMilliseconds: 3_000,
  cooldownMilliseconds: 30_000,
  freshMilliseconds: 600_000,
  maxBytes: 256 * 1024,
};

/** The keys of an issuer, kept in the process. An unknown key makes it read again, at most once per cool-down. */
export function keySet(address: string, limits: KeySetLimits): ReturnType<typeof createRemoteJWKSet> {
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: limits.timeoutMilliseconds,
    cooldownDuration: limits.cooldownMilliseconds,
    cacheMaxAge: limits.freshMilliseconds,
    headers: { accept: 'application/json, application/jwk-set+json' },
    [customFetch]: restrained(limits),
  });
}

/**
 * Reads a whole response of at most this many bytes. jose waits after a successful read; this also waits after a failed
 * one, so that an issuer that is down is not asked for every token. jose never follows a redirect.
 */
function restrained({ cooldownMilliseconds, maxBytes }: KeySetLimits): FetchImplementation {
  let failed: { readonly at: number; readonly error: unknown } | undefined;
  return async (url, init) => {
    if (failed !== undefined && Math.abs(Date.now() - failed.at) < cooldownMilliseconds) throw failed.error;
    failed = undefined;
    try {
      const response = await fetch(url, init);
      const bytes = await upTo(maxBytes, response.body);
      if (response.status !== 200) throw new IssuerUnavailable(`The address of the keys answered ${response.status}`);
      JSON.parse(new TextDecoder().decode(bytes));
      return new Response(bytes, { status: 200 });
    } catch (error) {
      failed = { at: Date.now(), error };
      throw error;
    }
  };
}

async function upTo(maxBytes: number, body: ReadableStream<Uint8Array> | null): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.length;
    if (bytes > maxBytes) throw new IssuerUnavailable(`The key set has more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
