import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { DigestForm } from '../../../shared/authority/authority.schema';
import { digestText, type Envelope } from '../../../shared/authority/envelope';

const sm3 = (text: string) => createHash('sm3').update(text, 'utf8').digest('hex');

/** The worked example of the contract. */
const SECRET = '0123456789ABCDEF';
const PLAIN = '{"ehealth_code":"AB12:1::5100A0013","medstepcode":"010101","terminalcode":"t01","channelcode":"01"}';
const CIPHER =
  'f2f4386226853992b4f9295badb7c334543afd98ef14cdb201b8044f2c734768a150e353c93675cfe1fbb13536504f931f7fa2f72255e20cd37396dab3d3801b' +
  'aa38ccf722f9535acdc538b9d3167755458301dd18a137fba1860736826173aa2aea701f1b42dbca2a922f71d58f75b2';
const ENVELOPE: Envelope = {
  app_id: 'demo-app', method: 'ehc.ehealthcode.verify', term_id: 'T0001', version: 'V1.1', timestamp: '1700000000000',
  digest_type: 'SM3', enc_type: 'SM4', biz_content: CIPHER,
};

const word = fc.stringMatching(/^[\w.:-]{1,20}$/);
const envelopes = fc.record({
  app_id: word, method: word, term_id: word, version: word, timestamp: word, digest_type: word, enc_type: word, biz_content: word,
});
const forms = fc.constantFrom<DigestForm>('1', '2', '3');

describe('the digest text', () => {
  it('of form 1 gives the digest of the worked example', () => {
    expect(sm3(digestText('1', ENVELOPE, { plain: PLAIN, secret: SECRET }))).toBe('6556b7e86a41dfcd62c2467f91a3af79933ea87fa34dd1020a94af6ac8fe474d');
  });

  it('of form 2 gives the digest of the worked example', () => {
    expect(sm3(digestText('2', ENVELOPE, { plain: PLAIN, secret: SECRET }))).toBe('32760946272ddfa0a31122f350cf2135fcccdea18ead26b447091aa40d482b35');
  });

  it('of form 3 is the JSON text in the written order, with the bare secret', () => {
    expect(digestText('3', ENVELOPE, { plain: PLAIN, secret: SECRET })).toBe(
      '{"method":"ehc.ehealthcode.verify","app_id":"demo-app","term_id":"T0001","version":"V1.1","timestamp":"1700000000000",'
      + `"digest_type":"SM3","enc_type":"SM4","biz_content":"${CIPHER}"}${SECRET}`,
    );
  });

  it('of an answer without content leaves out what is null, in every form', () => {
    const answer: Envelope = { ...ENVELOPE, term_id: undefined, code: '00', message: 'EHC-3001: 电子健康卡不存在', enc_type: null, biz_content: null };
    expect(digestText('1', answer, { plain: '', secret: 's' })).toBe(
      'app_id=demo-app&code=00&digest_type=SM3&message=EHC-3001: 电子健康卡不存在&method=ehc.ehealthcode.verify&timestamp=1700000000000&version=V1.1&app_secret=s',
    );
    expect(digestText('2', answer, { plain: '', secret: 's' })).not.toMatch(/enc_type|biz_content/);
    expect(digestText('3', answer, { plain: '', secret: 's' })).not.toMatch(/enc_type|biz_content/);
  });

  it('does not depend on the order in which the members came', () => {
    fc.assert(
      fc.property(forms, envelopes, fc.func(fc.integer()), (form, envelope, shuffle) => {
        const shuffled = Object.fromEntries(Object.entries(envelope).sort(([a], [b]) => shuffle(a) - shuffle(b))) as Envelope;
        expect(digestText(form, shuffled, { plain: 'p', secret: 's' })).toBe(digestText(form, envelope, { plain: 'p', secret: 's' }));
      }),
    );
  });

  it('changes with every member that counts, with the secret, and in form 1 with the plain content', () => {
    fc.assert(
      fc.property(forms, envelopes, fc.constantFrom<keyof Envelope>('app_id', 'method', 'term_id', 'version', 'timestamp', 'digest_type', 'enc_type'), (form, envelope, member) => {
        const before = digestText(form, envelope, { plain: 'p', secret: 's' });
        expect(digestText(form, { ...envelope, [member]: `${envelope[member as 'app_id']}x` }, { plain: 'p', secret: 's' })).not.toBe(before);
        expect(digestText(form, envelope, { plain: 'p', secret: 't' })).not.toBe(before);
        const withOtherContent = form === '1' ? digestText(form, envelope, { plain: 'q', secret: 's' }) : digestText(form, { ...envelope, biz_content: `${envelope.biz_content}x` }, { plain: 'p', secret: 's' });
        expect(withOtherContent).not.toBe(before);
      }),
    );
  });
});
