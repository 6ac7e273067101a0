/** Files: photos of consents, later documents. What is personal is sealed before it comes here. */

export type Blobs = {
  put(key: string, bytes: Uint8Array, options: { readonly contentType: string }): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
};

/** Folders and names of letters, digits, `.`, `_`, `-`; never a step upwards. */
const KEY = /^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/;
const KEY_MAX = 512;

/** Throws when a key could lead anywhere but to its own place. */
export function assertKey(key: string): void {
  if (key.length > KEY_MAX || !KEY.test(key)) throw new RangeError('not a blob key');
}
