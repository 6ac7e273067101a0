/**
 * The foundations on AWS: keys from KMS for everybody; queues and files only for functions that ask for them, so that nobody loads
 * a client it has no rights for. Built once per process.
 */
import { readSealedConfig, type Config, type OpenCiphertext } from '../config/config';
import { DecryptCommand } from '@aws-sdk/client-kms';
import { kmsCustodian } from '../crypto/custodian';
import { openKeyRing } from '../crypto/key-ring';
import type { Foundations } from '../foundations';
import { makeFoundations, type Parts } from '../make-foundations';
import { once } from '../once';
import { needed } from './needed';
import { kms } from './kms-client';

/** What a function uses beside the store and the keys: `sendsMessages`, `keepsFiles`. */
export type Tools = (config: Config) => Partial<Pick<Parts, 'queue' | 'blobs'>>;

const noTools: Tools = () => ({});

/** Everything a porch stands on, from this function's environment. Throws one sentence when something is missing. */
export function foundationsFromEnvironment(tools: Tools = noTools): Promise<Foundations> {
  const built = builtWith.get(tools) ?? once(() => build(tools));
  builtWith.set(tools, built);
  return built();
}

const builtWith = new Map<Tools, () => Promise<Foundations>>();

async function build(tools: Tools): Promise<Foundations> {
  const { config, keyRing } = await readSealedConfig(openCiphertext);
  const parts = { custodian: kmsCustodian(kms, needed(config, 'KMS_KEY_ID')), ring: openKeyRing(keyRing) };
  return makeFoundations(config, { ...parts, queue: () => ({ send: notAskedFor }), blobs: { put: notAskedFor, get: notAskedFor, remove: notAskedFor }, ...tools(config) });
}

function notAskedFor(): Promise<never> {
  return Promise.reject(new Error('This function did not ask for queues or files'));
}

/** The purpose is bound to the ciphertext: a key ring does not open as secrets, nor the other way round. */
const openCiphertext: OpenCiphertext = async (ciphertext, purpose) => {
  const request = { CiphertextBlob: Buffer.from(ciphertext, 'base64'), EncryptionContext: { purpose } };
  const { Plaintext } = await kms.send(new DecryptCommand(request));
  if (!Plaintext) throw new Error(`KMS answered without the ${purpose}`);
  return Buffer.from(Plaintext).toString('utf8');
};
