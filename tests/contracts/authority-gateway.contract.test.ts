/**
 * The gateway as a partner meets it: raw HTTP on a socket, and a client written from the published protocol alone. Nothing of
 * the product is used to speak, only to be spoken to.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { request } from 'node:http';
import { listenOnLoopback } from '../../functions/sandbox/loopback';
import { asked, LI, MA } from '../authority/people';
import { CITY, DEMO, FORM_3, openTown, type Town } from '../authority/town';

type Partner = { appId: string; secret: string; termId: string; form: '1' | '2' | '3' };
type Envelope = Record<string, string | null>;

const PARTNERS: Partner[] = [DEMO, CITY, FORM_3].map(({ appId, appSecret, termId, digestForm }) => ({ appId, secret: appSecret, termId, form: digestForm }));

/** Digest forms 1 to 3 of the protocol, over request and answer alike; members that are null do not take part. */
function digest({ secret, form }: Partner, members: Envelope, plain: string): string {
  const given = (name: string) => members[name] !== null && members[name] !== undefined;
  let text: string;
  if (form === '3') {
    const order = ['code', 'message', 'method', 'app_id', 'term_id', 'version', 'timestamp', 'digest_type', 'enc_type', 'biz_content'].filter(given);
    text = `{${order.map((name) => `${JSON.stringify(name)}:${JSON.stringify(members[name])}`).join(',')}}${secret}`;
  } else {
    const names = Object.keys(members).filter((name) => name !== 'digest' && given(name)).sort();
    const shown = (name: string) => (name === 'biz_content' && form === '1' ? plain : members[name]);
    text = names.map((name) => `${name}=${String(shown(name))}`).join('&') + (form === '1' ? `&app_secret=${secret}` : secret);
  }
  return createHash('sm3').update(text, 'utf8').digest('hex');
}

function sm4(direction: 'encrypt' | 'decrypt', secret: string, text: string): string {
  if (direction === 'encrypt') {
    const cipher = createCipheriv('sm4-ecb', Buffer.from(secret), null);
    return Buffer.concat([cipher.update(Buffer.from(text)), cipher.final()]).toString('hex');
  }
  const decipher = createDecipheriv('sm4-ecb', Buffer.from(secret), null);
  return Buffer.concat([decipher.update(Buffer.from(text, 'hex')), decipher.final()]).toString('utf8');
}

describe.each(PARTNERS)('the contract of the gateway, spoken in form $form', (partner) => {
  let town: Town;
  let server: Awaited<ReturnType<typeof listenOnLoopback>>;
  beforeAll(async () => {
    town = await openTown();
    server = await listenOnLoopback((asking) => town.authority.gateway.fetch(asking), 0);
  });
  afterAll(async () => {
    await server.close();
    await town.close();
  });

  function post(body: string): Promise<{ status: number; type: string; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(`${server.url}/erhc/ehealthcard/business.do`, { method: 'POST', headers: { 'content-type': 'application/json;charset=UTF-8' } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text: Buffer.concat(chunks).toString('utf8') }); });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  async function call(method: string, biz: unknown) {
    town.clock.now += 1;
    const plain = JSON.stringify(biz);
    const members: Envelope = {
      method, app_id: partner.appId, term_id: partner.termId, version: 'V1.1', timestamp: String(town.clock.now), digest_type: 'SM3', enc_type: 'SM4',
      biz_content: sm4('encrypt', partner.secret, plain),
    };
    const { status, type, text } = await post(JSON.stringify({ ...members, digest: digest(partner, members, plain) }));
    const answer = JSON.parse(text) as Envelope;
    const content = answer['biz_content'] ? sm4('decrypt', partner.secret, answer['biz_content']) : '';
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(Object.keys(answer).sort()).toEqual(['app_id', 'biz_content', 'code', 'digest', 'digest_type', 'enc_type', 'message', 'method', 'timestamp', 'version']);
    expect(answer).toMatchObject({ method, app_id: partner.appId, version: 'V1.1', digest_type: 'SM3', digest: digest(partner, answer, content) });
    return { code: answer['code'], message: answer['message'] ?? '', biz: (content ? JSON.parse(content) : {}) as Record<string, string>, encrypted: answer['enc_type'] };
  }

  it('a card: registered, queried, shown, verified, altered, lost, restored, closed', async () => {
    const holder = { ...asked(LI), gender: '2', nation: '01', nationality: '156', birthday: '1980-05-17', cellphone: '19900000001', address: '郑州市示例路1号', maritalstatus: '20', workcode: '13' };
    const registration = { register_no: 'SN0001', register_time: '20260310085900', apply_type: '01', rzfs: '05', ...holder };
    const issued = await call('ehc.ehealthcard.register', registration);
    expect(issued).toMatchObject({ code: '10', message: '成功', encrypted: 'SM4' });
    const id = issued.biz['ehealth_card_id'];

    const queried = await call('ehc.ehealthcode.query', { id_type: '01', id_no: LI.idNumber, ehealth_card_id: id, rzfs: '05' });
    expect(queried.biz).toMatchObject({ ehealth_card_id: id, card_status: '1', main_index: issued.biz['main_index'] });

    const fixed = await call('ehc.ehealthcode.generate', { ehealth_card_id: id, generate_no: 'G1', generate_time: '20260310090000', ewmbs: '1' });
    expect(fixed.biz).toEqual({ ehealth_code: `${String(id)}:1` });
    const shown = await call('ehc.ehealthcode.generate', { ehealth_card_id: id, generate_no: 'G2', generate_time: '20260310090000', ewmbs: '0' });
    const verified = await call('ehc.ehealthcode.verify', { ehealth_code: shown.biz['ehealth_code'], medstepcode: '010101', terminalcode: 't01', channelcode: '01' });
    expect(verified.biz).toMatchObject({ name: LI.name, id_type: '01', id_no: LI.idNumber, gender: '2', birthday: '1980-05-17', cellphone: '19900000001', ehealth_card_id: id });

    const plainSuccess = { code: '10', message: '成功', biz: {}, encrypted: null };
    expect(await call('ehc.ehealthcard.alter', { ehealth_card_id: id, alter_no: 'A1', alter_time: '20260310090100', cellphone: '19900000002' })).toEqual(plainSuccess);
    expect(await call('ehc.ehealthcard.alter', { ehealth_card_id: id, alter_no: 'A2', alter_time: '20260310090200', card_status: '2' })).toEqual(plainSuccess);
    expect(await call('ehc.ehealthcode.generate', { ehealth_card_id: id, ewmbs: '1' })).toMatchObject({ code: '00', message: 'EHC-3002: 电子健康卡已挂失', encrypted: null });
    expect(await call('ehc.ehealthcard.alter', { ehealth_card_id: id, alter_no: 'A3', alter_time: '20260310090300', card_status: '1' })).toEqual(plainSuccess);
    expect(await call('ehc.ehealthcard.close', { ehealth_card_id: id, revoke_no: 'C1', revoke_time: '20260310090400' })).toEqual(plainSuccess);
    expect((await call('ehc.ehealthcode.query', { ehealth_card_id: id })).biz).toMatchObject({ card_status: '3' });
  });

  it('use records and an organisation', async () => {
    const record = { ehealth_card_id: 'CARD-1', medstepcode: '010101', terminalcode: 't01', channelcode: '01', use_time: '20260309101500' };
    expect(await call('ehc.ehealthcode.usecarddate', [record])).toMatchObject({ code: '10', biz: {} });
    const org = { orgname: '郑州示例医院', orgcode: 'ORG-1', orgproperty: '1', accessmethod: '1', validtime: '2030-12-31', orgaddr: '410105', orglevel: '3', orghierarchy: '1' };
    expect((await call('ehc.ehealthcode.addorg', org)).code).toBe('10');
    expect((await call('ehc.ehealthcode.updateorg', { orgcode: 'ORG-1', valid: '0' })).code).toBe('10');
    expect((await call('ehc.ehealthcode.queryorg', { orgcode: 'ORG-1' })).biz).toEqual({ ...org, valid: '0' });
  });

  it('short method names and the other time format, as another vendor speaks', async () => {
    const issued = await call('register', { register_no: 'SN-F1', register_time: '2026-03-10 08:59:00', id_no: MA.idNumber, name: MA.name, unit: '示例单位' });
    expect(issued.code).toBe('10');
    expect((await call('query', { ehealth_card_id: issued.biz['ehealth_card_id'] })).biz['card_status']).toBe('1');
    expect((await call('close', { ehealth_card_id: issued.biz['ehealth_card_id'], revoke_no: 'C', revoke_time: '2026-03-10 09:00:00' })).code).toBe('10');
  });

  it('a body that is no envelope is answered in one all the same', async () => {
    const { status, text } = await post('<xml/>');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ code: '00', message: 'EHC-1001: 报文格式不正确', digest_type: 'SM3', biz_content: null });
  });
});
