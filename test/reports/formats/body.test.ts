import { gunzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { gathered, maxBytes } from '../../../functions/reports/encoding/body.ts';
import { encoded } from '../../../functions/reports/encoding/encoded.ts';

async function* lines(count: number, seen = { asked: 0, closed: false }): AsyncGenerator<string> {
  try {
    for (let line = 0; line < count; line += 1) {
      seen.asked += 1;
      yield `${line},£\n`;
    }
  } finally {
    seen.closed = true;
  }
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const whole = (count: number) => Array.from({ length: count }, (_, line) => `${line},£\n`).join('');

test('a report is gathered as UTF-8, or as gzip of the same bytes', async () => {
  const plain = await gathered(encoded(lines(1000)), { gzip: false });
  const packed = await gathered(encoded(lines(1000)), { gzip: true });
  if (plain.kind !== 'body' || packed.kind !== 'body') throw new Error('It is small');
  expect(text(plain.bytes)).toBe(whole(1000));
  expect(text(gunzipSync(packed.bytes))).toBe(whole(1000));
  expect(packed.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 2);
});

test('the same report gives the same bytes, so that its ETag stays the same', async () => {
  const [one, other] = await Promise.all([
    gathered(encoded(lines(500)), { gzip: true }),
    gathered(encoded(lines(500)), { gzip: true }),
  ]);
  expect(one).toEqual(other);
});

test('a report of exactly the limit is whole, and one byte more is too large', async () => {
  const most = new TextEncoder().encode(whole(10)).byteLength;
  expect((await gathered(encoded(lines(10)), { gzip: false, most })).kind).toBe('body');
  expect(await gathered(encoded(lines(10)), { gzip: false, most: most - 1 })).toEqual({ kind: 'too-large' });
});

test('a report that is too large is not read to its end', async () => {
  const seen = { asked: 0, closed: false };
  expect(await gathered(encoded(lines(1_000_000, seen)), { gzip: false, most: 1_000 })).toEqual({ kind: 'too-large' });
  expect(seen.asked).toBeLessThan(100_000);
  await vi.waitFor(() => expect(seen.closed).toBe(true));
});

test('the limit counts bytes as sent: gzip may fit where plain text does not', async () => {
  expect((await gathered(encoded(lines(500_000)), { gzip: false })).kind).toBe('too-large');
  const packed = await gathered(encoded(lines(500_000)), { gzip: true });
  expect(packed.kind === 'body' && packed.bytes.byteLength < maxBytes).toBe(true);
});

test('an error of the store reaches the caller of the report', async () => {
  async function* failing(): AsyncGenerator<string> {
    yield 'a';
    throw new Error('The store is away');
  }
  await expect(gathered(encoded(failing()), { gzip: true })).rejects.toThrow('The store is away');
});
