/** ocrInfo over real HTTP: the picture goes to WeChat, what is read comes back, and nothing of either stays. */
import { idCardPicture, type PrintedCard } from '../../functions/sandbox/wechat/id-card-picture';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { PICTURES_PER_DAY } from '../../shared/open-platform/limits.rules';
import { PICTURE_BYTES_MAX } from '../../shared/open-platform/notice.methods';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { openTown, type Town } from '../rig/open-town';
import { DEMO, openPartner, P } from './partner';

jest.setTimeout(120_000);

let town: Town;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeAll(async () => {
  town = await openTown();
  partner = await openPartner(town.url);
});
afterEach(() => town.wechat.moods.clear());
afterAll(() => town.end());

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const NUMBER = '419099189001010015';
const FRONT: PrintedCard = { type: 'Front', name: '王小识', id: NUMBER, addr: '河南省洛阳市无名街1号', gender: '男', nationality: '蒙古' };
const NOTHING = { name: '', id: '', gender: '', nation: '', birth: '', address: '', authority: '', validDate: '' };
const base64 = (card: PrintedCard | undefined) => idCardPicture(card).toString('base64');
const read = (imageContent: string) => partner.call(`${P}ocrInfo`, { imageContent });
const spent = async () => (await town.foundations.store.get(town.foundations.table('open-platform'), tallyKey()))?.['count'] ?? 0;
const tallyKey = () => ({ pk: `tally#${DEMO.appId}#${chinaDayOf(Date.now())}`, sk: 'pictures' });

async function count(by: number): Promise<void> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  await town.foundations.store.count(town.foundations.table('open-platform'), tallyKey(), { by, expiresAt: nowSeconds + 600, nowSeconds });
}

it('reads the front as registration takes it: the nation with 族, the birthday out of the number', async () => {
  const { commonOut, rsp } = await read(base64(FRONT));
  expect(commonOut).toMatchObject({ resultCode: 0, errMsg: '成功' });
  expect(rsp).toEqual({ cardInfo: { ...NOTHING, name: '王小识', id: NUMBER, gender: '男', nation: '蒙古族', birth: '1890-01-01', address: '河南省洛阳市无名街1号' } });
});

it('reads the back, with all members of the front empty', async () => {
  expect((await read(base64({ type: 'Back', valid_date: '20200101-20400101' }))).rsp).toEqual({ cardInfo: { ...NOTHING, validDate: '20200101-20400101' } });
});

it('takes Base64 with broken lines and with what browsers write before it', async () => {
  const broken = base64(FRONT).replace(/(.{76})/g, '$1\r\n');
  expect((await read(broken)).commonOut.resultCode).toBe(0);
  expect((await read(`data:image/png;base64,${base64(FRONT)}`)).commonOut.resultCode).toBe(0);
});

it.each<[string, ResultName, () => string]>([
  ['is no Base64', 'picture-not-base64', () => '照片'],
  ['was coded for a URL', 'picture-not-base64', () => `${base64(FRONT).slice(0, -4)}a-_=`],
  ['is cut off', 'picture-not-base64', () => base64(FRONT).slice(0, -1)],
  ['is another kind of file', 'picture-not-image', () => Buffer.from('%PDF-1.7').toString('base64')],
  ['is as large as the limit', 'picture-too-large', () => Buffer.concat([idCardPicture(FRONT), Buffer.alloc(PICTURE_BYTES_MAX - idCardPicture(FRONT).length)]).toString('base64')],
])('refuses at once what %s, with every member clients read, and counts it for nothing', async (_, name, picture) => {
  const before = await spent();
  const { commonOut, rsp } = await read(picture());
  expect(commonOut.resultCode).toBe(codeOf(name));
  expect(rsp).toEqual({ cardInfo: NOTHING });
  expect(await spent()).toBe(before);
});

it('reads a picture just below the limit', async () => {
  const largest = Buffer.concat([idCardPicture(FRONT), Buffer.alloc(PICTURE_BYTES_MAX - idCardPicture(FRONT).length - 1)]);
  expect((await read(largest.toString('base64'))).commonOut.resultCode).toBe(0);
});

it('says that no card was recognised, which is the app\'s try', async () => {
  const before = Number(await spent());
  expect((await read(base64(undefined))).commonOut.resultCode).toBe(codeOf('picture-not-read'));
  expect(await spent()).toBe(before + 1);
});

it.each([{ kind: 'down', how: 'reset' }, { kind: 'down', how: 'bad-gateway' }, { kind: 'wrong', how: 'garbage' }, { kind: 'error', code: 101002 }] as const)(
  'says to try later while WeChat is %o, and does not count it', async (mood) => {
    const before = await spent();
    town.wechat.moods.set({ path: '/cv/ocr/idcard', mood });
    const { commonOut, rsp } = await read(base64(FRONT));
    expect(commonOut.resultCode).toBe(codeOf('reader-unavailable'));
    expect(rsp).toEqual({ cardInfo: NOTHING });
    expect(await spent()).toBe(before);
  },
);

it('reads as many on a day as an app may have read, and no more, however many come at once', async () => {
  const left = 2;
  await count(PICTURES_PER_DAY - left - Number(await spent()));
  const codes = (await Promise.all(Array.from({ length: 5 }, () => read(base64(FRONT))))).map(({ commonOut }) => commonOut.resultCode);
  expect(codes.filter((code) => code === 0)).toHaveLength(left);
  expect(codes.filter((code) => code === codeOf('day-is-spent'))).toHaveLength(5 - left);
  await count(-PICTURES_PER_DAY);
});

it('keeps neither the picture nor what was read, but who had one read', async () => {
  const picture = base64(FRONT);
  await read(picture);
  const everything = JSON.stringify(await Promise.all((['open-platform', 'audit', 'idempotency'] as const).map((slice) => town.engine.call('Scan', { TableName: town.foundations.table(slice) }))));
  for (const personal of ['王小识', NUMBER, picture.slice(0, 200), picture.slice(-200)]) expect(everything).not.toContain(personal);
  expect(everything).toContain('open-platform.ocrInfo');
});
