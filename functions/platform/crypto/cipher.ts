/** Ciphers: SM4-ECB (GB/T 32907) on the authority's wire, AES-256-GCM for what rests with us. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { portableSm4Decrypt, portableSm4Encrypt } from './portable';

const SM4_KEY_BYTES = 16;
const SM4_BLOCKS = /^([0-9a-f]{32})+$/i;
const SM4_SAMPLE = '0123456789abcdeffedcba9876543210';
const SM4_OF_SAMPLE = '681edf34d206965e86b3e94f536e4246';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Not every Node build carries SM4, so it is tried, with the published sample, when the file is loaded. */
const NATIVE_SM4 = nodeHasSm4();

function nodeHasSm4(): boolean {
  try {
    const sample = Buffer.from(SM4_SAMPLE, 'hex');
    return createCipheriv('sm4-ecb', sample, null).update(sample).toString('hex') === SM4_OF_SAMPLE;
  } catch {
    return false;
  }
}

/** The authority's app secret as an SM4 key: sixteen characters, one byte each. Throws when it is not. */
export function sm4KeyOf(secret: string): Uint8Array {
  const key = Buffer.from(secret, 'utf8');
  if (key.length !== SM4_KEY_BYTES) throw new RangeError('an SM4 key is sixteen bytes');
  return key;
}

/** SM4-ECB with PKCS#7 padding; lower-case hex. */
export function sm4Encrypt(key: Uint8Array, plain: string): string {
  if (!NATIVE_SM4) return Buffer.from(portableSm4Encrypt(key, Buffer.from(plain, 'utf8'))).toString('hex');
  const cipher = createCipheriv('sm4-ecb', key, null);
  return cipher.update(plain, 'utf8', 'hex') + cipher.final('hex');
}

/** The plain text, or undefined when the text is not hex of whole blocks or was not encrypted with this key. */
export function sm4Decrypt(key: Uint8Array, hex: string): string | undefined {
  // Node would read hex up to the first foreign character and drop the rest in silence.
  if (!SM4_BLOCKS.test(hex)) return undefined;
  try {
    const encrypted = Buffer.from(hex, 'hex');
    return Buffer.from(NATIVE_SM4 ? nativeSm4Decrypt(key, encrypted) : portableSm4Decrypt(key, encrypted)).toString('utf8');
  } catch {
    return undefined;
  }
}

function nativeSm4Decrypt(key: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('sm4-ecb', key, null);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

/** AES-256-GCM: iv, cipher text and tag in one; `context` is authenticated with it, so a text that was moved does not open. */
export function aesSeal(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain bytes, or undefined when text, key or context are not those of the sealing. */
export function aesOpen(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | undefined {
  if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8')).setAuthTag(sealed.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, tagAt)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** AES takes a key of these lengths. */
const AES_KEY_BYTES = [16, 24, 32];

function aesEcbName(key: Uint8Array): string | undefined {
  return AES_KEY_BYTES.includes(key.length) ? `aes-${key.length * 8}-ecb` : undefined;
}

/**
 * AES-ECB with PKCS#7 padding, Base64: only because the card open platform's activation links are written so (1.6). It hides what a
 * link says and proves nothing: whoever acts on it is asked who they are. Undefined when the key is none of AES's.
 */
export function aesEcbEncrypt(key: Uint8Array, plain: string): string | undefined {
  const name = aesEcbName(key);
  if (!name) return undefined;
  const cipher = createCipheriv(name, key, null);
  return cipher.update(plain, 'utf8', 'base64') + cipher.final('base64');
}

/** The plain text, or undefined when the text was not encrypted with this key. */
export function aesEcbDecrypt(key: Uint8Array, base64: string): string | undefined {
  const name = aesEcbName(key);
  if (!name) return undefined;
  try {
    const decipher = createDecipheriv(name, key, null);
    return decipher.update(base64, 'base64', 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
