import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import type { MasterKey } from '@linli/core/courtyard';
import { bound } from './environment.ts';

/**
 * The master key in KMS, which never leaves it. The community stands in the encryption context: what was wrapped for one
 * does not open for another, and CloudTrail shows for which it was asked. KMS turns its key over every year by itself.
 */
export function kmsMasterKey(kms: Pick<KMSClient, 'send'> = new KMSClient({})): MasterKey {
  const KeyId = bound('ID_NUMBERS_KEY_ARN');
  return {
    async wrap(secret, tenantId) {
      const { CiphertextBlob } = await kms.send(
        new EncryptCommand({ KeyId, Plaintext: secret, EncryptionContext: { tenantId } }),
      );
      if (CiphertextBlob === undefined) throw new Error('KMS answered without a ciphertext');
      return Buffer.from(CiphertextBlob).toString('base64');
    },
    async unwrap(wrapped, tenantId) {
      const { Plaintext } = await kms.send(
        new DecryptCommand({
          KeyId,
          CiphertextBlob: Buffer.from(wrapped, 'base64'),
          EncryptionContext: { tenantId },
        }),
      );
      if (Plaintext === undefined) throw new Error('KMS answered without a plaintext');
      return Plaintext;
    },
  };
}
