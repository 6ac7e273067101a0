/** Digest and cipher of the gateway, as its dialect has them. */
import { sm4Decrypt, sm4Encrypt, sm4KeyOf } from '../../crypto/cipher';
import { sha256, sm3 } from '../../crypto/digest';
import type { Dialect } from '../../../../shared/authority/dialect';

export type EnvelopeCiphers = {
  /** Lower-case hex. */
  digest(text: string): string;
  encrypt(plain: string): string;
  /** Undefined when it was not encrypted with this secret. */
  decrypt(cipherText: string): string | undefined;
};

/** Throws when the secret is no SM4 key: sixteen characters. */
export function envelopeCiphers({ digestType, cipherText }: Pick<Dialect, 'digestType' | 'cipherText'>, secret: string): EnvelopeCiphers {
  const key = sm4KeyOf(secret);
  return {
    digest: digestType === 'SM3' ? sm3 : sha256,
    encrypt: (plain) => recoded(sm4Encrypt(key, plain), 'hex', cipherText),
    decrypt: (text) => sm4Decrypt(key, recoded(text, cipherText, 'hex')),
  };
}

function recoded(text: string, from: BufferEncoding, to: BufferEncoding): string {
  return Buffer.from(text, from).toString(to);
}
