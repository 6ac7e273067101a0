import { spawnSync } from 'node:child_process';
import { AUTHORITY_REFUSALS } from '../../shared/authority/refusals';
import { decrypt, digestOf, encrypt, envelope, PATH, post, read, type Speaker } from './ehc';
import { asked, LI } from './people';
import { CITY, coded, DEMO, FORM_3, openTown, registered, type Town } from './town';

const QUERY = 'ehc.ehealthcode.query';

describe('the gateway', () => {
  let town: Town;
  beforeAll(async () => { town = await openTown(); });
  afterAll(() => town.close());

  const send = (speaker: Speaker, body: string) => post(town.authority.gateway, body).then((raw) => read(speaker, raw));
  const fresh = () => (town.clock.now += 1);

  describe('given the worked example of the protocol', () => {
    const plain = '{"ehealth_code":"AB12:1::5100A0013","medstepcode":"010101","terminalcode":"t01","channelcode":"01"}';
    const cipher = 'f2f4386226853992b4f9295badb7c334543afd98ef14cdb201b8044f2c734768a150e353c93675cfe1fbb13536504f931f7fa2f72255e20cd37396dab3d3801baa38ccf722f9535acdc538b9d3167755458301dd18a137fba1860736826173aa2aea701f1b42dbca2a922f71d58f75b2';
    const members = {
      method: 'ehc.ehealthcode.verify', app_id: 'demo-app', term_id: 'T0001', version: 'V1.1', timestamp: '1700000000000', digest_type: 'SM3', enc_type: 'SM4',
      biz_content: cipher,
    };
    let today = 0;
    beforeAll(() => { today = town.clock.now; town.clock.now = 1_700_000_000_000; });
    afterAll(async () => {
      town.clock.now = today;
      await town.window.registerClient({ ...DEMO, termIds: ['T0001'], cityCode: '410000' });
    });

    it('accepts form 1 byte for byte, and answers in it', async () => {
      const answer = await send(DEMO, JSON.stringify({ ...members, digest: '6556b7e86a41dfcd62c2467f91a3af79933ea87fa34dd1020a94af6ac8fe474d' }));
      expect([coded(answer), answer.signed]).toEqual(['EHC-3001', true]);
      expect(answer.members).toMatchObject({ code: '00', method: 'ehc.ehealthcode.verify', app_id: 'demo-app', version: 'V1.1', digest_type: 'SM3', timestamp: '1700000000000' });
      expect(encrypt(DEMO.appSecret, plain)).toBe(cipher);
    });

    it('accepts form 2 byte for byte from a client registered with it', async () => {
      town.clock.now += 61_000;
      const speaker: Speaker = { ...DEMO, digestForm: '2' };
      await town.window.registerClient({ ...speaker, termIds: ['T0001'], cityCode: '410000' });
      const answer = await send(speaker, JSON.stringify({ ...members, digest: '32760946272ddfa0a31122f350cf2135fcccdea18ead26b447091aa40d482b35' }));
      expect([coded(answer), answer.signed]).toEqual(['EHC-3001', true]);
      // A minute later the old registration is forgotten everywhere.
      town.clock.now += 61_000;
      expect(coded(await send(DEMO, JSON.stringify({ ...members, digest: '6556b7e86a41dfcd62c2467f91a3af79933ea87fa34dd1020a94af6ac8fe474d' })))).toBe('EHC-1005');
    });
  });

  it.each([['1', DEMO], ['2', CITY], ['3', FORM_3]] as const)('answers in the digest form %s the client was registered with', async (_, speaker) => {
    const card = await registered(town, asked(LI), speaker);
    const answer = await town.ask(QUERY, { ehealth_card_id: card['ehealth_card_id'] }, speaker);
    expect([answer.signed, answer.biz['ehealth_card_id']]).toEqual([true, card['ehealth_card_id']]);
    expect(decrypt(speaker.appSecret, answer.members['biz_content'] ?? '')).toContain(card['ehealth_card_id']);
  });

  it('understands a request made with OpenSSL alone, and OpenSSL its answer', async () => {
    const openssl = (args: string[], input: string | Buffer) => spawnSync('openssl', args, { input }).stdout;
    const key = Buffer.from(DEMO.appSecret).toString('hex');
    const plain = JSON.stringify({ id_type: '01', id_no: LI.idNumber, name: LI.name });
    const cipher = openssl(['enc', '-sm4-ecb', '-K', key], plain).toString('hex');
    const at = String(fresh());
    const text = `app_id=demo-app&biz_content=${plain}&digest_type=SM3&enc_type=SM4&method=${QUERY}&term_id=T0001&timestamp=${at}&version=V1.1&app_secret=${DEMO.appSecret}`;
    const digest = openssl(['dgst', '-sm3', '-r'], text).toString().slice(0, 64);
    const raw = await post(town.authority.gateway, JSON.stringify({
      method: QUERY, app_id: 'demo-app', term_id: 'T0001', version: 'V1.1', timestamp: at, digest_type: 'SM3', enc_type: 'SM4', biz_content: cipher, digest,
    }));
    const answer = JSON.parse(raw) as Record<string, string>;
    expect(answer['code']).toBe('10');
    expect(JSON.parse(openssl(['enc', '-d', '-sm4-ecb', '-K', key], Buffer.from(answer['biz_content'] ?? '', 'hex')).toString())).toMatchObject({ real_name: 'match' });
  });

  it('takes any content type and ignores members it does not know', async () => {
    const body = JSON.stringify({ ...JSON.parse(envelope(DEMO, QUERY, asked(LI), { at: fresh() })) as object, extra: 'x' });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      expect(read(DEMO, await post(town.authority.gateway, body, { 'content-type': type })).code).toBe('10');
    }
  });

  it('accepts a digest in capitals', async () => {
    const members = JSON.parse(envelope(DEMO, QUERY, asked(LI), { at: fresh() })) as { digest: string };
    expect((await send(DEMO, JSON.stringify({ ...members, digest: members.digest.toUpperCase() }))).code).toBe('10');
  });

  it('takes the longest proof that is legal, however it is written', async () => {
    for (const proof of ['A'.repeat(200_000), '证'.repeat(200_000), String.raw`\u8bc1`.repeat(200_000)]) {
      const biz = JSON.stringify({ register_no: `long-${fresh()}`, ...asked(LI), file1: '?' }).replace('?', proof);
      expect(coded(await town.ask('ehc.ehealthcard.register', biz))).toBe('ok');
    }
    const tooLong = { register_no: 'too-long', ...asked(LI), file1: 'A'.repeat(200_001) };
    expect((await town.ask('ehc.ehealthcard.register', tooLong)).message).toBe('EHC-1009: 业务参数不正确 (file1)');
  });

  describe('refuses in its own envelope', () => {
    const query = { id_type: '01', id_no: LI.idNumber };
    const changed = (change: Record<string, string>) => JSON.stringify({ ...JSON.parse(envelope(DEMO, QUERY, query, { at: fresh() })) as object, ...change });

    it.each([
      ['what is not JSON', () => 'method=query'],
      ['nothing at all', () => ''],
      ['a list', () => '[]'],
      ['a timestamp in seconds', () => changed({ timestamp: '1700000000' })],
      ['an envelope without its method', () => changed({ method: undefined as unknown as string })],
      ['another digest type', () => changed({ digest_type: 'MD5' })],
      ['another cipher', () => changed({ enc_type: 'AES' })],
    ])('%s', async (_, body) => {
      const answer = JSON.parse(await post(town.authority.gateway, body())) as Record<string, string | null>;
      expect(answer).toMatchObject({ code: '00', message: 'EHC-1001: 报文格式不正确', digest: '', biz_content: null, enc_type: null });
    });

    it('what is larger than 3 MB, in words of its own', async () => {
      const answer = JSON.parse(await post(town.authority.gateway, changed({ biz_content: 'a'.repeat(3 * 1024 * 1024) }))) as Record<string, string | null>;
      expect(answer).toMatchObject({ code: '00', message: 'EHC-1010: 报文超过3MB', digest: '', biz_content: null });
    });

    it('an app that is not registered, unsigned because there is no secret', async () => {
      const raw = await post(town.authority.gateway, changed({ app_id: 'nobody' }));
      expect(JSON.parse(raw)).toMatchObject({ code: '00', message: 'EHC-1002: 应用未注册', app_id: 'nobody', digest: '' });
    });

    it('a terminal of somebody else', async () => {
      const answer = await send(DEMO, envelope(DEMO, QUERY, query, { at: fresh(), term_id: 'Z1' }));
      expect([coded(answer), answer.signed]).toEqual(['EHC-1003', true]);
    });

    it.each([-300_001, 300_001])('a clock that is %s ms off', async (off) => {
      const answer = await send(DEMO, envelope(DEMO, QUERY, query, { at: fresh() + off }));
      expect([coded(answer), answer.signed]).toEqual(['EHC-1004', true]);
      expect((await send(DEMO, envelope(DEMO, QUERY, asked(LI), { at: fresh() + Math.sign(off) * 299_000 }))).code).toBe('10');
    });

    it.each([
      ['another method', { method: 'ehc.ehealthcard.close' }],
      ['another time', { timestamp: '1773104400007' }],
      ['another version', { version: 'V9' }],
      ['another content', { biz_content: encrypt(DEMO.appSecret, '{"id_no":"x"}') }],
      ['content under another key', { biz_content: encrypt('another-secret-1', JSON.stringify(query)) }],
      ['no digest', { digest: '' }],
    ])('a digest over %s', async (_, change) => {
      const answer = await send(DEMO, changed(change));
      expect([coded(answer), answer.signed]).toEqual(['EHC-1005', true]);
    });

    it('content that does not decrypt although its digest fits', async () => {
      const garbage = encrypt('another-secret-1', 'x').slice(0, 32);
      for (const speaker of [CITY, FORM_3]) {
        const at = String(fresh());
        const members = { method: QUERY, app_id: speaker.appId, term_id: speaker.termId, version: 'V1.1', timestamp: at, digest_type: 'SM3', enc_type: 'SM4', biz_content: garbage };
        const answer = await send(speaker, JSON.stringify({ ...members, digest: digestOf(speaker, members, '') }));
        expect([coded(answer), answer.signed]).toEqual(['EHC-1006', true]);
      }
      expect(coded(await send(DEMO, changed({ biz_content: 'not hex' })))).toBe('EHC-1006');
    });

    it('a method it does not serve, or not to this client', async () => {
      expect(coded(await town.ask('ehc.ehealthcode.print', {}))).toBe('EHC-1008');
      const reader: Speaker = { appId: 'reader', appSecret: 'reader-app-00001', termId: 'R1', digestForm: '1' };
      await town.window.registerClient({ ...reader, termIds: ['R1'], cityCode: '410100', methods: ['query'] });
      expect(coded(await town.ask('ehc.ehealthcard.register', { register_no: '1', ...asked(LI) }, reader))).toBe('EHC-1008');
      expect(coded(await town.ask('query', asked(LI), reader))).toBe('ok');
    });

    it('content that is no object', async () => {
      for (const biz of ['not json', '[]', '"text"', 'null']) expect((await town.ask(QUERY, biz)).message).toBe('EHC-1009: 业务参数不正确');
    });

    it('what fails here, signed and counted, with a code that says to try again', async () => {
      town.switches.auditFails = true;
      const answer = await town.ask(QUERY, asked(LI));
      town.switches.auditFails = false;
      expect([coded(answer), answer.signed]).toEqual([AUTHORITY_REFUSALS.internal.code, true]);
      expect(town.log.lines).toContainEqual(expect.objectContaining({ at: 'http.failed', code: 'query' }));
      expect(town.figures).toEqual(['RequestFailed']);
    });
  });

  it('serves nothing but its one address by POST', async () => {
    expect((await town.authority.gateway.request(PATH)).status).toBe(404);
    expect((await town.authority.gateway.request('/erhc/other.do', { method: 'POST' })).status).toBe(404);
  });
});
