/** Characters per part. Smaller parts cost time in streams; larger parts are slower to free from memory. */
export const batchLength = 32_768;

/** Texts as UTF-8, a few tens of kilobytes at a time. */
export async function* encoded(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let batch = '';
  for await (const text of texts) {
    batch += text;
    if (batch.length < batchLength) continue;
    yield encoder.encode(batch);
    batch = '';
  }
  if (batch !== '') yield encoder.encode(batch);
}
