/** Who wraps data keys: KMS on AWS, a key file of mode 0600 on one machine. */
import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { aesOpen, aesSeal } from './cipher';
import { SecretFileFault, secretFile } from './secret-file';

export type KeyCustodian = {
  wrap(dataKey: Uint8Array): Promise<Uint8Array>;
  /** Throws when the wrapped key is not this custodian's. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
};

const KEY_BYTES = 32;
const WRAPPING = 'data-key';

/** A custodian whose key is a file of mode 0600, made at first use. Throws one sentence when the file is unfit. */
export function fileCustodian(path: string): KeyCustodian {
  const key = Buffer.from(secretFile(path, () => randomBytes(KEY_BYTES).toString('base64')), 'base64');
  if (key.length !== KEY_BYTES) throw new SecretFileFault(`${path} does not hold a key of ${String(KEY_BYTES)} bytes; put the right file back, nothing sealed opens without it`);
  return {
    async wrap(dataKey) {
      return aesSeal(key, dataKey, WRAPPING);
    },
    async unwrap(wrapped) {
      const dataKey = aesOpen(key, wrapped, WRAPPING);
      if (!dataKey) throw new Error('a data key was not wrapped by this key file');
      return dataKey;
    },
  };
}

/** KMS encrypts the data key itself; the call costs a few milliseconds, so unwrapped keys are cached by the safe. */
export function kmsCustodian(client: Pick<KMSClient, 'send'>, keyId: string): KeyCustodian {
  const context = { EncryptionContext: { purpose: WRAPPING } };
  return {
    async wrap(dataKey) {
      const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId: keyId, Plaintext: dataKey, ...context }));
      if (!CiphertextBlob) throw new Error('KMS answered without a wrapped key');
      return CiphertextBlob;
    },
    async unwrap(wrapped) {
      const { Plaintext } = await client.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, ...context }));
      if (!Plaintext) throw new Error('KMS answered without a key');
      return Plaintext;
    },
  };
}
