/** Return addresses: never anybody else's page, and the parameters where the page finds them. */
import fc from 'fast-check';
import { filledIn, isMiniPage, isRegistered, readReturnAddress, withParameters } from '../../../shared/open-platform/redirect';

const HOSTS = ['h.example', 'h.example:8443', 'localhost'];
const admitted = (text: string) => {
  const address = readReturnAddress(text);
  return address !== undefined && isRegistered(address, HOSTS);
};

it.each([
  'https://h.example', 'https://h.example/', 'https://H.Example/a?b=c#/d?e=f', 'https://h.example:443/x', 'https://h.example:8443/x', 'https://h.example?x=1',
  'http://localhost:3000/back', 'https://h.example/a?to=${healthCode}', 'https://h.example/%E4%B8%AD', 'https://h.example/中文?名=值#/页',
])('goes back to a registered page: %s', (text) => {
  expect(admitted(text)).toBe(true);
});

it.each([
  'http://h.example/', 'https://evil.example/', 'https://h.example.evil.example/', 'https://h.example@evil.example/', 'https://h.example:pw@evil.example/',
  'https://evil.example\\@h.example/', 'https://h.example\\.evil.example/', 'https:\\\\h.example/', '//h.example/', 'https:/h.example/', 'https:h.example',
  'javascript://h.example/%0aalert(1)', 'https://h.example:99/', 'https://h。example/', 'https://ｈ.example/', 'https://h.example%2f@evil.example/', ' https://h.example/',
  'https://h.example/\nx', 'https://[::1]/', 'https://h.example./', 'data:text/html,x', 'https://h.example/a b', 'https://中文.example/', 'https://h.example中/', 'https://h.example:中/', 'https://h.example/\uD800', `https://h.example/${'中'.repeat(300)}`, `https://h.example/${'a'.repeat(3_000)}`,
])('goes nowhere else: %s', (text) => {
  expect(admitted(text)).toBe(false);
});

it('agrees with the browser about the host of whatever it admits', () => {
  const piece = fc.constantFrom('https://', 'http://', 'h.example', 'localhost', 'evil.example', '@', ':', '/', '\\', '?', '#', '.', '%40', '%2f', '8443', '443', '\t', '。', 'ｈ', '中', '\uD800', '／', '＃', '\u2028', '//', '&', '[', ']');
  fc.assert(fc.property(fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')), (text) => {
    if (!admitted(text)) return;
    expect(['h.example', 'localhost']).toContain(new URL(text).hostname);
    expect(new URL(text).username).toBe('');
    // What is gone back to is plain ASCII, and the page the browser would have opened.
    expect(readReturnAddress(text)?.text).toMatch(/^[!-~]+$/);
    expect(new URL(readReturnAddress(text)?.text ?? '').href).toBe(new URL(text).href);
  }), { numRuns: 5_000 });
});

it('writes bare Chinese as a browser does, and leaves alone what was written already', () => {
  expect(readReturnAddress('https://h.example/中文?名=值')?.text).toBe('https://h.example/%E4%B8%AD%E6%96%87?%E5%90%8D=%E5%80%BC');
  expect(readReturnAddress('https://h.example/%E4%B8%AD')?.text).toBe('https://h.example/%E4%B8%AD');
});

it.each([
  ['https://h.example/a', 'https://h.example/a?code=1'],
  ['https://h.example/a?x=y', 'https://h.example/a?x=y&code=1'],
  ['https://h.example/a?', 'https://h.example/a?code=1'],
  ['https://h.example/#/route', 'https://h.example/#/route?code=1'],
  ['https://h.example/#/route?x=y', 'https://h.example/#/route?x=y&code=1'],
  ['https://h.example/?a=b#/route', 'https://h.example/?a=b#/route?code=1'],
  ['https://h.example/#!/route', 'https://h.example/#!/route?code=1'],
  ['https://h.example/a#part', 'https://h.example/a?code=1#part'],
])('puts a parameter where the page finds it: %s', (address, expected) => {
  expect(withParameters(address, { code: '1' })).toBe(expected);
});

it('fills literal placeholders, plain and percent-encoded, and appends what has none', () => {
  expect(filledIn('https://h.example/a?c=${healthCode}', { healthCode: 'A/B' })).toBe('https://h.example/a?c=A%2FB');
  expect(filledIn('https://h.example/a?c=%24%7bhealthCode%7D', { healthCode: 'AB' })).toBe('https://h.example/a?c=AB');
  expect(filledIn('mini:/pages/a?x=${authCode}', { authCode: 'AB' })).toBe('mini:/pages/a?x=AB');
  expect(filledIn('https://h.example/a', { healthCode: 'AB' })).toBe('https://h.example/a?healthCode=AB');
});

it('leaves no placeholder of the contract to a page for which nothing was made, and the institution\'s own alone', () => {
  expect(filledIn('https://h.example/no?order=${registerOrderId}&x=%24%7BregInfoCode%7d&own=${patientId}', {})).toBe('https://h.example/no?order=&x=&own=${patientId}');
  expect(filledIn('mini:/pages/a?x=${healthCode}&order=${registerOrderId}', { healthCode: 'AB' })).toBe('mini:/pages/a?x=AB&order=');
});

it('knows the pages of a mini-program', () => {
  expect(['mini:/pages/a/index?x=${healthCode}', '/pages/a', 'pages/a', 'back'].every(isMiniPage)).toBe(true);
  expect(['https://h.example', 'mini://x', 'javascript:alert(1)', '../a', 'mini:/a b'].some(isMiniPage)).toBe(false);
});
