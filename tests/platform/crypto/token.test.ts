import fc from 'fast-check';
import { newKeyRing, openKeyRing, rotateKeyRing } from '../../../functions/platform/crypto/key-ring';
import { makeTokens } from '../../../functions/platform/crypto/token';

const NOW = Date.UTC(2026, 2, 1);
const stored = newKeyRing();
const ring = openKeyRing(stored);
const tokens = makeTokens<{ account: string }>(ring, 'access-token');
const minted = () => tokens.mint({ account: 'account_1' }, 600, NOW);

it('brings back what was put in, with its time', () => {
  expect(tokens.read(minted(), NOW + 599_999)).toEqual({ ok: true, value: { payload: { account: 'account_1' }, issuedAt: NOW } });
});

it('brings back any JSON', () => {
  fc.assert(fc.property(fc.jsonValue({ noUnicodeString: false }), (payload) => {
    const any = makeTokens<unknown>(ring, 'cursor');
    const read = any.read(any.mint(payload, 1, NOW), NOW);
    expect(read.ok && JSON.stringify(read.value.payload)).toBe(JSON.stringify(payload));
  }));
});

it('ends when its time is over', () => {
  expect(tokens.read(minted(), NOW + 600_000)).toEqual({ ok: false, refusal: { code: 'token/expired' } });
});

it('does not read with any character changed, dropped or added', () => {
  const token = minted();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
  fc.assert(fc.property(fc.nat(token.length - 1), fc.constantFrom(...alphabet), (place, character) => {
    fc.pre(token[place] !== character);
    expect(tokens.read(token.slice(0, place) + character + token.slice(place + 1), NOW).ok).toBe(false);
    expect(tokens.read(token.slice(0, place) + character + token.slice(place), NOW).ok).toBe(false);
    expect(tokens.read(token.slice(0, place) + token.slice(place + 1), NOW).ok).toBe(false);
  }), { numRuns: 1000 });
});

it('has one spelling, the last character of its signature included', () => {
  const token = minted();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const accepted = [...alphabet].filter((last) => tokens.read(token.slice(0, -1) + last, NOW).ok);
  expect(accepted).toEqual([token.slice(-1)]);
});

it.each(['', '.', '..', 'abc', '1.', '1..', '.a.b'])('names %j malformed or unsigned, and does not throw', (text) => {
  const read = tokens.read(text, NOW);
  expect(read.ok ? '' : read.refusal.code).toMatch(/^token\/(malformed|signature)$/);
});

it('is of one purpose', () => {
  expect(makeTokens(ring, 'cursor').read(minted(), NOW)).toEqual({ ok: false, refusal: { code: 'token/signature' } });
});

it('lives on when the ring turns, and not under another ring', () => {
  const turned = makeTokens(openKeyRing(rotateKeyRing(stored)), 'access-token');
  expect(turned.read(minted(), NOW).ok).toBe(true);
  expect(turned.mint({}, 1, NOW).startsWith('2.')).toBe(true);
  expect(tokens.read(turned.mint({}, 1, NOW), NOW)).toEqual({ ok: false, refusal: { code: 'token/signature' } });
  expect(makeTokens(openKeyRing(newKeyRing()), 'access-token').read(minted(), NOW)).toEqual({ ok: false, refusal: { code: 'token/signature' } });
});

it('is no longer believed after two turns: what a stolen ring could sign ends', () => {
  const twice = makeTokens(openKeyRing(rotateKeyRing(rotateKeyRing(stored))), 'access-token');
  expect(twice.read(minted(), NOW)).toEqual({ ok: false, refusal: { code: 'token/signature' } });
});

it('that was read before still ends when its time is over, however many are remembered beside it', () => {
  const many = Array.from({ length: 2_100 }, (_, n) => tokens.mint({ account: `account_${String(n)}` }, 600, NOW));
  for (const token of many) expect(tokens.read(token, NOW).ok).toBe(true);
  for (const token of many) expect(tokens.read(token, NOW + 1)).toMatchObject({ ok: true, value: { issuedAt: NOW } });
  for (const token of many) expect(tokens.read(token, NOW + 600_000)).toEqual({ ok: false, refusal: { code: 'token/expired' } });
});
