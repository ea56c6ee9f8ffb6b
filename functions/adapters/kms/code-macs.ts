import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { CodeMacs } from '../../application/ports/system.ts';

/** MACs under a key of KMS that never leaves it (R26): whoever has the table has no code, and who asked for a MAC stands in CloudTrail. */
export class KmsCodeMacs implements CodeMacs {
  readonly #client: KMSClient;
  readonly #keyId: string;

  /** `keyId`: of a key whose spec is HMAC_256. */
  constructor({ client, keyId }: { readonly client: KMSClient; readonly keyId: string }) {
    this.#client = client;
    this.#keyId = keyId;
  }

  /** Throws on a text of more than 4,096 bytes, which is the most that KMS takes. */
  async of(text: string): Promise<string> {
    const command = { KeyId: this.#keyId, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(text, 'utf8') } as const;
    const { Mac } = await this.#client.send(new GenerateMacCommand(command));
    if (Mac === undefined) throw new Error('KMS answered without a MAC.');
    return Buffer.from(Mac).toString('hex');
  }
}
