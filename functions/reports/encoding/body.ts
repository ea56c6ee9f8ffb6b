/** The most that comes at once, as it is sent: 4 MB, since a Lambda response ends at 6 MB and base64 takes a third (docs/rules.md, Reports). */
export const maxBytes = 4 * 1024 * 1024;

/** A report as it is sent; or that it is larger than `most` bytes, of which no more was written than that. */
export type Body = { readonly kind: 'body'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' };

/**
 * Gathers a report, compressed where it is to come as gzip. Parts are taken one by one, as the compressor asks for them, and no more
 * once there are too many bytes: what stands in memory is what is sent, however long the report.
 */
export async function gathered(
  parts: AsyncIterable<Uint8Array>,
  { gzip, most = maxBytes }: { readonly gzip: boolean; readonly most?: number },
): Promise<Body> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const part of asSent(parts, gzip)) {
    size += part.byteLength;
    // Leaving the loop cancels the streams, and so the reading of further pages.
    if (size > most) return { kind: 'too-large' };
    kept.push(part);
  }
  return { kind: 'body', bytes: joined(kept, size) };
}

/** The parts as they are sent: compressed while they come, or as they are. */
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
