import { createRemoteJWKSet, customFetch, type FetchImplementation } from 'jose/jwks/remote';
import { IssuerUnavailable } from '../../application/access/issuer-unavailable.ts';

/** How an issuer's keys are read. */
export interface KeySetLimits {
  readonly timeoutMilliseconds: number;
  /** No second read within it, whatever was asked for and whether or not the first one went well. */
  readonly cooldownMilliseconds: number;
  /** After it the keys are read again before they are relied on. */
  readonly freshMilliseconds: number;
  readonly maxBytes: number;
}

export const keySetLimits: KeySetLimits = {
  timeoutMilliseconds: 3_000,
  cooldownMilliseconds: 30_000,
  freshMilliseconds: 600_000,
  maxBytes: 256 * 1024,
};

/** The keys of an issuer, by the header of a token: kept in the process, read again for an unknown one, at most once a cool-down. */
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
 * Reads an answer whole, up to so many bytes. jose waits after a read that went well; this waits after one that did not, too, so that
 * an issuer who is down is not asked for every token, and nobody waits for it that often. jose never follows a redirect.
 */
function restrained({ cooldownMilliseconds, maxBytes }: KeySetLimits): FetchImplementation {
  let failed: { readonly at: number; readonly error: unknown } | undefined;
  return async (url, init) => {
    if (failed !== undefined && Math.abs(Date.now() - failed.at) < cooldownMilliseconds) throw failed.error;
    failed = undefined;
    try {
      const response = await fetch(url, init);
      const bytes = await upTo(maxBytes, response.body);
      if (response.status !== 200) throw new IssuerUnavailable(`The address of its keys answered ${response.status}`);
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
    if (bytes > maxBytes) throw new IssuerUnavailable(`Its keys have more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
