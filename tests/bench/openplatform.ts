/** The card open platform: what a signature costs, and what our code costs on top of a call's own store and HTTP calls. */
import { openCards } from '../../functions/card/card.public';
import { openIdentity } from '../../functions/identity/identity.public';
import { makeOpenPlatform } from '../../functions/open-platform/open-platform.lambda';
import { sameText } from '../../functions/platform/crypto/constant-time';
import { sha256Base64 } from '../../functions/platform/crypto/digest';
import { staticCodeText } from '../../shared/card/code-text';
import { readCall } from '../../shared/open-platform/received';
import { acceptedTexts } from '../../shared/open-platform/signed-text';
import { AUTH, bodyOf, DEMO, P, PERMANENT_CODE } from '../open-platform/partner';
import { absolute, compare, PAIRS, type Row } from './measure';
import { openBenchTown, type BenchTown } from './town';

const SIGNATURES = 2_000;
const ROUNDS = 9;
const VERIFIES = 20;
const REGISTRATIONS = 10;

const PERSON = { wechatCode: PERMANENT_CODE, name: '测试甲', gender: '女', nation: '汉族', birthday: '1890-01-02', idNumber: '419099189001020024', idType: '01', phone1: '13800000000', phone2: '', patid: 'P0001' };
const ITEM = { ...PERSON, openId: 'oTEST-openid-0001', wechatUrl: 'https://hospital.example/open/batchActiveCard?open_id=demo-app-0001yg9f65PSFzOu&redirect_uri=https%3A%2F%2Fhospital.example%2Fback' };

export async function openPlatformRows(): Promise<readonly Row[]> {
  const town = await openBenchTown({ people: (PAIRS + 2) * REGISTRATIONS + 10 });
  try {
    return [
      signRow('openplatform.sign-verify', '≤ 60', 'a flat request', PERSON),
      signRow('openplatform.sign-verify-15', '≤ 200', 'a request with 15 nested items', { healthCardItems: Array.from({ length: 15 }, () => ITEM) }),
      ...(await callRows(town)),
    ];
  } finally {
    town.end();
  }
}

/** From the body as it came to a signature that fits. */
function signRow(id: string, budget: string, of: string, req: Readonly<Record<string, unknown>>): Row {
  const body = bodyOf(req, 'a'.repeat(64));
  const verify = () => {
    const call = readCall(body);
    if (!call.ok) throw new Error(call.refusal.code);
    const sent = JSON.parse(call.value.commonIn.get('sign')?.raw ?? '""') as string;
    for (const text of acceptedTexts(call.value)) if (sameText(sha256Base64(text + DEMO.secret), sent)) return;
    throw new Error('a signature that does not fit is no figure');
  };
  const rounds = Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    for (let n = 0; n < SIGNATURES; n += 1) verify();
    return ((performance.now() - from) * 1_000) / SIGNATURES;
  });
  return absolute({ id, what: `read ${of} and verify its signature`, unit: 'µs', budget }, rounds.slice(2));
}

async function callRows(town: BenchTown): Promise<readonly Row[]> {
  const { f } = town;
  const identity = openIdentity(f);
  const { gateway } = makeOpenPlatform(f, openCards(f, identity), identity);
  const post = async (path: string, body: string) => {
    const answer = (await (await gateway.request(path, { method: 'POST', body })).json()) as { commonOut: { resultCode: number; errMsg: string }; rsp: Record<string, string> };
    if (answer.commonOut.resultCode !== 0) throw new Error(answer.commonOut.errMsg);
    return answer.rsp;
  };
  const token = (await post(`${AUTH}getAppToken`, bodyOf({ appId: DEMO.appId }, '')))['appToken'] ?? '';
  let next = 0;
  const register = () => post(`${P}registerHealthCard`, bodyOf(formOf(town, next++), token));
  const { healthCardId = '' } = await register();
  let use = 0;
  const verify = () => post(`${P}verifyQRCode`, bodyOf({ qrCodeText: staticCodeText(healthCardId), terminalId: `T${String(use++)}`, medicalStep: '010101', channelCode: '0100' }, token));
  return [
    await ownRow(town, { id: 'openplatform.verify-qr', what: 'verify a card\'s code', times: VERIFIES }, verify),
    await ownRow(town, { id: 'openplatform.register', what: 'register a card', times: REGISTRATIONS }, register),
  ];
}

/** Neither can be made again raw: a call is stored as answered, a person's card is a first. The reference is the time in their own calls. */
async function ownRow({ watched }: BenchTown, { id, what, times }: { readonly id: string; readonly what: string; readonly times: number }, one: () => Promise<unknown>): Promise<Row> {
  let inCalls = 1;
  return compare({ id, what: `${what} against the time the same calls spend in their own store and HTTP calls`, unit: 'operations/s', budget: '≥ 0.7' },
    async () => {
      const from = performance.now();
      inCalls = await watched.inCalls(async () => { for (let n = 0; n < times; n += 1) await one(); });
      return times / ((performance.now() - from) / 1_000);
    },
    async () => times / (inCalls / 1_000));
}

function formOf({ people }: BenchTown, n: number) {
  const person = people[n];
  if (!person) throw new Error('no more people');
  const isMan = Number(person.idNumber.charAt(16)) % 2 === 1;
  return { wechatCode: PERMANENT_CODE, name: person.name, gender: isMan ? '男' : '女', nation: '汉族', birthday: person.birthday, idNumber: person.idNumber, idType: '01', phone1: '13800000000' };
}
