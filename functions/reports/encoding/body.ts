/** The largest report in one response, in bytes. A Lambda response may have 6 MB, and base64 adds a third. */
export const maxBytes = 4 * 1024 * 1024;

/** A report as it is sent. `too-large` means more than `most` bytes; writing stopped there. */
export type Body = { readonly kind: 'body'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' };

/**
 * Gathers a report, compressed if `gzip` says so. Parts are read only as the compressor needs them, and reading stops
 * when there are too many bytes. So memory holds at most what is sent.
 */
export async function gathered(
  parts: AsyncIterable<Uint8Array>,
  { gzip, most = maxBytes }: { readonly gzip: boolean; readonly most?: number },
): Promise<Body> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const part of asSent(parts, gzip)) {
    size += part.byteLength;
    // Leaving the loop cancels the streams, which stops reading further pages.
    if (size > most) return { kind: 'too-large' };
    kept.push(part);
  }
  return { kind: 'body', bytes: joined(kept, size) };
}

/** The parts as they are sent, compressed on the way if `gzip` says so. */
export function asSent(parts: AsyncIterable<Uint8Array>, gzip: boolean): AsyncIterable<Uint8Array> {
  const plain = ReadableStream.from(parts as AsyncIterable<Uint8Array<ArrayBuffer>>);
  return gzip ? plain.pipeThrough(new CompressionStream('gzip')) : plain;
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
