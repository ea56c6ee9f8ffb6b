import { Zip, ZipPassThrough } from 'fflate/browser';
import { BeyondFormat } from '../../encoding/beyond-format.ts';
import { encoded } from '../../encoding/encoded.ts';

/** A file of an archive. Its text is written while it is packed. */
export interface PackedFile {
  readonly name: string;
  readonly texts: AsyncIterable<string> | Iterable<string>;
}

/** The most bytes of a file or an archive with 32-bit sizes (APPNOTE.TXT, 4.4.8). */
const maxBytes = 0xff_ff_ff_ff;

/**
 * Packs files into a ZIP archive while it is read, so that memory never holds a whole file. The same texts give the
 * same bytes, because every file has the same date.
 *
 * @throws BeyondFormat if a file or the archive is larger than `most` bytes
 */
export async function* zipped(
  files: Iterable<PackedFile>,
  { most = maxBytes }: { readonly most?: number } = {},
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let size = 0;
  const archive = new Zip((error, part) => {
    if (error !== null) throw error;
    ready.push(part);
    size += part.byteLength;
  });
  for (const { name, texts } of files) {
    const file = new Deflated(name);
    archive.add(file);
    const plain = ReadableStream.from(checked(file, encoded(texts), most));
    for await (const part of plain.pipeThrough(new CompressionStream('deflate-raw'))) {
      file.ondata(null, part, false);
      if (size > most) throw tooLarge();
      yield* ready;
      ready = [];
    }
    file.ondata(null, new Uint8Array(), true);
  }
  archive.end();
  yield* ready;
}

/** fflate checks, counts and places the files. The platform compresses on another thread. */
class Deflated extends ZipPassThrough {
  override compression = 8;
  // fflate reads this in local time, so the digits are the same on every machine.
  override mtime = new Date(2000, 0, 1);

  protected override process(): void {
    // The compressor passes on the output itself.
  }
}

async function* checked(
  file: Deflated,
  parts: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array<ArrayBufferLike>> {
  for await (const part of parts) {
    file.push(part);
    if (file.size > most) throw tooLarge();
    yield part;
  }
  file.push(new Uint8Array(), true);
}

function tooLarge(): BeyondFormat {
  return new BeyondFormat(
    'This report is larger than an XLSX file can be: ask for it as CSV or JSON, or narrow it by its filters.',
  );
}
