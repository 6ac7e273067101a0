/** Seals what belongs to no single person, under the key ring: stored answers, secrets of clients, WeChat's server token. */
import { aesOpen, aesSeal } from './cipher';
import type { KeyRing } from './key-ring';

export type RingSeal = {
  /** `<version>.<base64url>`; `place` names the item it is kept in, so that a text moved elsewhere does not open. */
  seal(text: string, place: string): string;
  /** Throws when the text was altered or moved, or its key retired. */
  open(sealed: string, place: string): string;
};

export function makeRingSeal(ring: KeyRing): RingSeal {
  return {
    seal: (text, place) => `${ring.current}.${Buffer.from(aesSeal(ring.currentKey('stored-answer'), Buffer.from(text, 'utf8'), place)).toString('base64url')}`,
    open(sealed, place) {
      const [version = '', body = ''] = sealed.split('.');
      const key = ring.key('stored-answer', Number(version));
      const plain = key && aesOpen(key, Buffer.from(body, 'base64url'), place);
      if (!plain) throw new Error('a stored text does not open: altered, moved, or its key retired');
      return Buffer.from(plain).toString('utf8');
    },
  };
}
