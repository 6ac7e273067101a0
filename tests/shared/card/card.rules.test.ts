import * as fc from 'fast-check';
import { needsPresence, stateAfter, type CardMove } from '../../../shared/card/card.rules';
import { CardState } from '../../../shared/card/card.schema';
import { imageTypeOf } from '../../../shared/card/proof-image';

const MOVES: readonly CardMove[] = ['report-loss', 'restore', 'close', 'reissue'];
const moves = fc.array(fc.constantFrom(...MOVES), { maxLength: 40 });

/** Goes on from move to move; moves that are not allowed leave the card as it is. */
const walk = (from: CardState, path: readonly CardMove[]) => path.reduce<CardState>((state, move) => stateAfter(move, state) ?? state, from);

describe('the moves of a card', () => {
  it('never leave the known states, and never make a card pending', () => {
    fc.assert(fc.property(moves, (path) => {
      const end = walk('active', path);
      expect(CardState.options).toContain(end);
      expect(end).not.toBe('pending');
    }));
  });

  it('bring a lost or closed card back only by a move that needs presence', () => {
    fc.assert(fc.property(fc.constantFrom<CardState>('lost', 'closed'), moves, (from, path) => {
      const withoutPresence = path.filter((move) => !needsPresence(move));
      expect(walk(from, withoutPresence)).toBe(from);
    }));
  });

  it('let a loss be reported from every state in which the card is used', () => {
    expect(CardState.options.filter((state) => stateAfter('report-loss', state) === 'lost')).toEqual(['active']);
    expect(needsPresence('report-loss')).toBe(false);
  });

  it('leave no dead end: from every state that moves reach, an active card can be reached', () => {
    fc.assert(fc.property(moves, (path) => {
      const state = walk('active', path);
      expect(state === 'active' || MOVES.some((move) => stateAfter(move, state) === 'active')).toBe(true);
    }));
  });

  it('do nothing with a card that is not made yet', () => {
    expect(MOVES.map((move) => stateAfter(move, 'pending'))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('a photo of a consent', () => {
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200, 7)]);
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(200, 7)]);

  it('is known by its first bytes', () => {
    expect(imageTypeOf(jpeg.toString('base64'))).toBe('image/jpeg');
    expect(imageTypeOf(png.toString('base64'))).toBe('image/png');
  });

  it.each([
    ['a text', Buffer.from('<svg onload="x">'.repeat(20)).toString('base64')],
    ['a GIF', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(200)]).toString('base64')],
    ['a picture too small to show anything', jpeg.subarray(0, 40).toString('base64')],
    ['a data URL', `data:image/jpeg;base64,${jpeg.toString('base64')}`],
    ['base64 with something in between', `${jpeg.toString('base64').slice(0, 80)} ${jpeg.toString('base64').slice(80)}`],
    ['base64url', `${jpeg.toString('base64')}-_==`],
  ])('is not %s', (_what, text) => {
    expect(imageTypeOf(text)).toBeUndefined();
  });

  it('is never any other bytes', () => {
    const bytes = fc.uint8Array({ minLength: 100, maxLength: 400 });
    fc.assert(fc.property(bytes, (content) => {
      const startsAsImage = (content[0] === 0xff && content[1] === 0xd8 && content[2] === 0xff) || (content[0] === 0x89 && content[1] === 0x50);
      fc.pre(!startsAsImage);
      expect(imageTypeOf(Buffer.from(content).toString('base64'))).toBeUndefined();
    }));
  });
});
