/** Wrapped data keys in memory, with the promises of the stored ones: the first kept stays, an erasure stays for good. */
import type { WrappedKeys } from '../../functions/platform/crypto/seal';

export type MemoryWrappedKeys = WrappedKeys & { readonly kept: Map<string, Uint8Array | 'erased'>; readonly calls: string[] };

export function memoryWrappedKeys(): MemoryWrappedKeys {
  const kept = new Map<string, Uint8Array | 'erased'>();
  const calls: string[] = [];
  return {
    kept, calls,
    async find(owner) {
      calls.push(`find ${owner}`);
      await new Promise(setImmediate);
      return kept.get(owner);
    },
    async keepFirst(owner, wrapped) {
      calls.push(`keepFirst ${owner}`);
      await new Promise(setImmediate);
      const there = kept.get(owner) ?? wrapped;
      kept.set(owner, there);
      return there;
    },
    async erase(owner) {
      calls.push(`erase ${owner}`);
      await new Promise(setImmediate);
      kept.set(owner, 'erased');
    },
  };
}
