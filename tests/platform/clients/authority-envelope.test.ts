import * as z from 'zod/mini';
import * as fc from 'fast-check';
import ehcV1 from '../../../shared/authority/dialects/ehc-v1.json';
import type { DigestForm } from '../../../shared/authority/authority.schema';
import { Dialect } from '../../../shared/authority/dialect';
import { envelopeCiphers } from '../../../functions/platform/clients/authority/ciphers';
import { makeGateway } from '../../../functions/platform/clients/authority/gateway';
import { caller, TOO_SLOW } from './calling';
import { encrypt, SECRET, startGateway, type Gateway, type Script } from './gateway';
import { json, raw, silent } from './outside';

const DIALECT = z.parse(Dialect, ehcV1);
const FORMS: DigestForm[] = ['1', '2', '3'];
const PLAIN = '{"ehealth_code":"AB12:1::5100A0013","medstepcode":"010101","terminalcode":"t01","channelcode":"01"}';
const CIPHER =
  'f2f4386226853992b4f9295badb7c334543afd98ef14cdb201b8044f2c734768a150e353c93675cfe1fbb13536504f931f7fa2f72255e20cd37396dab3d3801b' +
  'aa38ccf722f9535acdc538b9d3167755458301dd18a137fba1860736826173aa2aea701f1b42dbca2a922f71d58f75b2';

const gateways: Gateway[] = [];
afterEach(async () => { for (const gateway of gateways.splice(0)) await gateway.outside.close(); });

async function setup(form: DigestForm, script: Script = () => ({}), patience = {}) {
  const gateway = await startGateway(form);
  gateway.script = script;
  gateways.push(gateway);
  const { callJson, log } = caller({ tries: 2, ...patience });
  const options = { url: gateway.outside.url, appId: 'demo-app', appSecret: SECRET, termId: 'T0001', dialect: { ...DIALECT, digestForm: form }, callJson, log };
  return { gateway, log, ask: makeGateway({ ...options, now: () => 1_700_000_000_000 }) };
}

const UNAVAILABLE = { ok: false, refusal: { code: 'unavailable' } };

describe('the envelope', () => {
  it('of the worked example has its cipher text and its digest', async () => {
    const { gateway, ask } = await setup('1');
    await ask('verify', JSON.parse(PLAIN));
    expect(gateway.questions[0]?.envelope).toEqual({
      method: 'ehc.ehealthcode.verify', app_id: 'demo-app', term_id: 'T0001', version: 'V1.1', timestamp: '1700000000000', digest_type: 'SM3',
      enc_type: 'SM4', biz_content: CIPHER, digest: '6556b7e86a41dfcd62c2467f91a3af79933ea87fa34dd1020a94af6ac8fe474d',
    });
  });

  it('of the worked example has the other digest in form 2', async () => {
    const { gateway, ask } = await setup('2');
    await ask('verify', JSON.parse(PLAIN));
    expect(gateway.questions[0]?.envelope['digest']).toBe('32760946272ddfa0a31122f350cf2135fcccdea18ead26b447091aa40d482b35');
  });

  it.each(FORMS)('carries any content there and back in form %s', async (form) => {
    const { gateway, ask } = await setup(form, ({ content }) => ({ content }));
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const content = JSON.parse(JSON.stringify(value)) as unknown;
        expect(await ask('verify', content)).toEqual({ ok: true, value: content });
      }),
      { numRuns: 30 },
    );
    expect(gateway.faults).toEqual([]);
  });

  it('may come back without content', async () => {
    const { ask } = await setup('1');
    expect(await ask('close', {})).toEqual({ ok: true, value: undefined });
  });

  it('may come back with content that is signed but not encrypted', async () => {
    for (const form of FORMS) {
      const { ask } = await setup(form, () => ({ content: { a: 1 }, as: { enc_type: null, biz_content: '{"a":1}' } }));
      expect(await ask('close', {})).toEqual({ ok: true, value: { a: 1 } });
    }
  });
});

describe('an answer that is not the authority\'s', () => {
  const forged: [string, Script][] = [
    ['has another digest', () => ({ content: {}, over: { digest: '0'.repeat(64) } })],
    ['has no digest', () => ({ content: {}, over: { digest: null } })],
    ['says another code than was signed', () => ({ code: '00', message: 'EHC-3001: x', over: { code: '10' } })],
    ['says another refusal than was signed', () => ({ code: '00', message: 'EHC-3001: x', over: { message: 'EHC-2001: x' } })],
    ['carries another content than was signed', () => ({ content: { a: 1 }, over: { biz_content: encrypt('{"a":2}') } })],
    ['carries content that does not decrypt', () => ({ content: { a: 1 }, over: { biz_content: 'ff'.repeat(16) } })],
    ['leaves out the content that was signed', () => ({ content: { a: 1 }, over: { biz_content: null } })],
    ['answers another method', () => ({ content: {}, as: { method: 'ehc.ehealthcard.close' } })],
    ['answers another app', () => ({ content: {}, as: { app_id: 'other' } })],
    ['is garbage', () => ({ break: raw('<html>') })],
    ['is other JSON', () => ({ break: json([1]) })],
    ['never comes', () => ({ break: silent })],
  ];
  it.each(forged)('because it %s is not believed, and asked for again', async (why, script) => {
    for (const form of FORMS) {
      const { gateway, ask } = await setup(form, script, why === 'never comes' ? TOO_SLOW : {});
      expect(await ask('verify', { a: 1 })).toEqual(UNAVAILABLE);
      expect(gateway.questions.map(({ times }) => times)).toEqual([2]);
    }
  });

  it('because it is an unsigned refusal is believed only as not now', async () => {
    const { ask, log } = await setup('1', () => ({ code: '00', message: 'EHC-1002: 应用未注册', over: { digest: '' } }));
    expect(await ask('verify', {})).toEqual(UNAVAILABLE);
    expect(log.lines.at(-1)).toEqual({ at: 'call.not-accepted', target: 'authority', code: 'EHC-1002' });
    const { ask: askAgain } = await setup('1', () => ({ code: '00', message: 'EHC-2003: 证件持有人已登记死亡', over: { digest: '' } }));
    expect(await askAgain('register', {})).toEqual(UNAVAILABLE);
  });

  it('recovers when the next one is', async () => {
    const { ask } = await setup('1', ({ times }) => ({ content: { a: 1 }, ...(times === 1 ? { over: { digest: 'f' } } : {}) }));
    expect(await ask('verify', {})).toEqual({ ok: true, value: { a: 1 } });
  });
});

describe('ciphers of a dialect', () => {
  it('may write Base64 and digest with SHA-256', () => {
    const ciphers = envelopeCiphers({ digestType: 'SHA256', cipherText: 'base64' }, SECRET);
    expect(ciphers.digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(ciphers.encrypt(PLAIN)).toBe(Buffer.from(CIPHER, 'hex').toString('base64'));
    expect(ciphers.decrypt(ciphers.encrypt('王五'))).toBe('王五');
  });

  it('refuse a secret that is no key', () => {
    expect(() => envelopeCiphers({ digestType: 'SM3', cipherText: 'hex' }, 'short')).toThrow('sixteen');
  });
});

it('nothing of content or secret reaches the log', async () => {
  const { ask, log } = await setup('1', () => ({ break: raw('王五 is not JSON') }));
  await ask('verify', { name: '王五' });
  expect(log.lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(log.lines)).not.toMatch(/王五|0123456789ABCDEF|127\.0\.0\.1/);
});
