import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import type { ReadMethod, SnapshotAddresses } from '../../application/ports/reports.ts';

type Credentials = ConstructorParameters<typeof S3RequestPresigner>[0]['credentials'];

export interface SignedAddressSettings {
  /** Base address of the bucket's objects, without a slash at the end. On AWS it has the bucket's name. */
  readonly address: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** For tests. */
  readonly now?: () => Date;
}

/** Lifetime of an address in seconds. A client follows it at once. */
const secondsGood = 60;

/**
 * Addresses that carry their own permission, signed by the AWS SDK's presigner. The S3 client itself is left out,
 * because it would be half of the function's bundle.
 */
export class PresignedAddresses implements SnapshotAddresses {
  readonly #settings: SignedAddressSettings;
  readonly #presigner: S3RequestPresigner;

  constructor(settings: SignedAddressSettings) {
    this.#settings = settings;
    const { region, credentials } = settings;
    this.#presigner = new S3RequestPresigner({ region, credentials, sha256: Sha256 });
  }

  async of(name: string, fileName: string | null, method: ReadMethod): Promise<string> {
    const { address, now } = this.#settings;
    const { protocol, hostname, port, pathname } = new URL(`${address}/${name}`);
    const disposition: Record<string, string> =
      fileName === null ? {} : { 'response-content-disposition': `attachment; filename="${fileName}"` };
    const signed = await this.#presigner.presign(
      {
        method,
        protocol,
        hostname,
        ...(port === '' ? {} : { port: Number(port) }),
        path: pathname,
        query: disposition,
        headers: {},
      },
      { expiresIn: secondsGood, ...(now === undefined ? {} : { signingDate: now() }) },
    );
    const query = Object.entries(signed.query ?? {}).map(
      ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`,
    );
    return `${new URL(address).origin}${pathname}?${query.join('&')}`;
  }
}

/** The hash function for the presigner. */
class Sha256 {
  readonly #secret: string | Uint8Array | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined ? undefined : asBytes(secret);
    this.#hash = this.#fresh();
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(asBytes(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#fresh();
  }

  #fresh(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function asBytes(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
