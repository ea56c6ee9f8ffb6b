import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { CodeMacs } from '../../application/ports/system.ts';

/** MACs under a KMS key that never leaves KMS (R26). The table reveals no code, and CloudTrail records each use. */
export class KmsCodeMacs implements CodeMacs {
  readonly #client: KMSClient;
  readonly #keyId: string;

  /** `keyId`: a key with the spec HMAC_256. */
  constructor({ client, keyId }: { readonly client: KMSClient; readonly keyId: string }) {
    this.#client = client;
    this.#keyId = keyId;
  }

  /** Throws on a text of more than 4,096 bytes, which is the limit of KMS. */
  async of(text: string): Promise<string> {
    const command = { KeyId: this.#keyId, MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(text, 'utf8') } as const;
    const { Mac } = await this.#client.send(new GenerateMacCommand(command));
    if (Mac === undefined) throw new Error('The reply of KMS has no MAC.');
    return Buffer.from(Mac).toString('hex');
  }
}
