import { aesEcbDecrypt, aesEcbEncrypt } from '../../../functions/platform/crypto/cipher';
import { activationLink, linkText, readLinkSubject, sealedPart } from '../../../shared/open-platform/activation-link';

/** The contract's worked example (1.6). */
const SECRET = Buffer.from('demo-secret-0123456789abcdef0000');
const PLAIN = '0A1B2C3D4E5F60718293A4B5C6D7E8F9&oTEST-openid-0001&99901';
const SEALED = 'yg9f65PSFzOuSFvzwo6pvkHY8CHB8e2rO/tVsciWiem4UIRk3AXmkEXkxNtu6Qf4M6XOJsDOD6PJB626I+R45Q==';
const APP = 'demo-app-0001';

it('opens and writes the worked example of the contract', () => {
  expect(aesEcbDecrypt(SECRET, SEALED)).toBe(PLAIN);
  expect(aesEcbEncrypt(SECRET, linkText('0A1B2C3D4E5F60718293A4B5C6D7E8F9', { openId: 'oTEST-openid-0001', hospitalId: '99901' }))).toBe(SEALED);
  expect(readLinkSubject(PLAIN)).toEqual({ openId: 'oTEST-openid-0001', hospitalId: '99901' });
});

it.each([
  ['as it is', APP + SEALED], ['escaped', encodeURIComponent(APP + SEALED)], ['with a blank for every plus', APP + SEALED.replaceAll('+', ' ')],
  ['without its last marks', (APP + SEALED).replace(/=+$/, '')],
])('finds the sealed part of a link that came %s', (_how, text) => {
  expect(sealedPart(text, APP)).toBe(SEALED);
});

it.each([['another app\'s', `other-app${SEALED}`], ['cut short', (APP + SEALED).slice(0, -3)], ['empty behind the app', APP], ['no Base64', `${APP}%%%`], ['with more behind it', `${APP}${SEALED}&x`]])('finds none in a link that is %s', (_what, text) => {
  expect(sealedPart(text, APP)).toBeUndefined();
});

it.each([1, 2, 3])('reads a link that was escaped %i times more than undone, as on the way through signing in', (times) => {
  let text = APP + SEALED.replace(/./, '+');
  const sealed = text.slice(APP.length);
  for (let time = 0; time < times; time += 1) text = encodeURIComponent(text);
  expect(sealedPart(text, APP)).toBe(sealed);
});

it('does not open under another secret, an altered text, or a secret that is no key', () => {
  expect(aesEcbDecrypt(Buffer.from('demo-secret-0123456789abcdef0001'), SEALED)).toBeUndefined();
  expect(readLinkSubject(aesEcbDecrypt(SECRET, `A${SEALED.slice(1)}`) ?? '')).toBeUndefined();
  expect([aesEcbDecrypt(Buffer.from('seventeen-letters'), SEALED), aesEcbEncrypt(Buffer.from('seventeen-letters'), 'x')]).toEqual([undefined, undefined]);
});

it('writes an address whose parts come back as they were', () => {
  const url = new URL(activationLink('https://card.example', { openIdText: APP + SEALED, returnTo: 'https://h.example/cards?a=1#/list' }));
  expect([url.pathname, url.searchParams.get('open_id'), url.searchParams.get('redirect_uri')]).toEqual(['/open/batchActiveCard', APP + SEALED, 'https://h.example/cards?a=1#/list']);
});
