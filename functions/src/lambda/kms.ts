import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';

const kms = new KMSClient({});

/** What only the same community, named again, opens. */
export async function encrypted(KeyId: string, secret: Uint8Array, tenantId: string): Promise<string> {
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId, Plaintext: secret, EncryptionContext: { tenantId } }),
  );
  if (CiphertextBlob === undefined) throw new Error('KMS answered without a ciphertext');
  return Buffer.from(CiphertextBlob).toString('base64');
}

export async function decrypted(KeyId: string, wrapped: string, tenantId: string): Promise<Uint8Array> {
  const { Plaintext } = await kms.send(
    new DecryptCommand({
      KeyId,
      CiphertextBlob: Buffer.from(wrapped, 'base64'),
      EncryptionContext: { tenantId },
    }),
  );
  if (Plaintext === undefined) throw new Error('KMS answered without a plaintext');
  return Plaintext;
}
