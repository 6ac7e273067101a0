/** A whole hospital's list: uploaded in pieces, checked, run, undone, over real HTTP. */
import { makePhone, verifiedPhone } from '../rig/phone';
import { openTown, type Town } from '../rig/open-town';
import { makeUpgrades } from '../../functions/open-platform/upgrades.repository';
import { claimCardRoute } from '../../shared/card/card.routes';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { activateCardsRoute, readWaitingCardsRoute } from '../../shared/open-platform/upgrade.routes';
import { instantOf } from '../../shared/kernel/china-day';
import { OPEN_UPLOADS_MAX, PIECES_MAX, ROWS_MAX, UNDO_MS, UPLOAD_BYTES_MAX } from '../../shared/open-platform/upgrade.rules';
import { openPartner, P, PERMANENT_CODE } from './partner';
import { HEADER, lineOf, patients, upgradesOf } from './upgrades';

jest.setTimeout(180_000);

const PEOPLE = patients(40);
let town: Town;
let upgrades: ReturnType<typeof upgradesOf>;
let partner: Awaited<ReturnType<typeof openPartner>>;
beforeAll(async () => {

  town = await openTown({ alsoRegistered: PEOPLE });
  partner = await openPartner(town.url);
  upgrades = upgradesOf(partner);
});
afterAll(() => town.end());

const codeOf = (name: ResultName) => RESULT_CODES[name].code;
const order = async (method: string, upgradeId: string, more: object = {}) => (await upgrades.ask(method, { upgradeId, ...more })).commonOut.resultCode;
/** A person as a batch of the wire method names them. */
const itemOf = (person: { birthday: string; idNumber: string }, own: { patid: string; openId: string }) => ({ wechatCode: PERMANENT_CODE, name: '样本某', gender: '男', nation: '未知', birthday: person.birthday, idNumber: person.idNumber, idType: '01', phone1: '13800000000', wechatUrl: 'https://h.example/', ...own });
/** Until its state is this. */
async function until(upgradeId: string, state: string) {
  for (let turn = 0; turn < 100; turn += 1) {
    await town.slices.openPlatform.workUpgrades();
    const read = await upgrades.read(upgradeId);
    if (read['state'] === state) return read;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`never ${state}`);
}

it('takes pieces in any order and as often as they come, and no other content under the same number', async () => {
  const { rsp } = await upgrades.ask('beginUpgrade', { format: 'csv' });
  const upgradeId = String(rsp['upgradeId']);
  const [one, two] = [`${HEADER}\n${PEOPLE.slice(0, 2).map(lineOf).join('\n')}`, PEOPLE.slice(2, 4).map((person, n) => lineOf(person, n + 2)).join('\r\n')];
  for (const [number, content] of [[2, two], [2, two]] as const) expect((await upgrades.put(upgradeId, number, content)).commonOut.resultCode).toBe(0);
  expect((await upgrades.put(upgradeId, 2, one)).commonOut.resultCode).toBe(codeOf('piece-differs'));
  expect((await upgrades.ask('putPiece', { upgradeId, number: 3, hash: '0'.repeat(64), content: 'eA==' })).commonOut.resultCode).toBe(codeOf('piece-hash'));
  expect((await upgrades.ask('closeUpload', { upgradeId, pieces: 2 })).commonOut).toMatchObject({ resultCode: codeOf('pieces-missing'), errMsg: expect.stringContaining('(1)') });
  expect(await order('dryRun', upgradeId)).toBe(codeOf('upgrade-not-now'));
  await upgrades.put(upgradeId, 1, one);
  expect(await order('closeUpload', upgradeId, { pieces: 2 })).toBe(0);
  expect((await upgrades.put(upgradeId, 3, two)).commonOut.resultCode).toBe(codeOf('upgrade-not-now'));
  expect(await order('dryRun', 'upgrade_00000000000000000000000000')).toBe(codeOf('upgrade-unknown'));
});

it('takes a piece of four megabytes', async () => {
  const { rsp } = await upgrades.ask('beginUpgrade', { format: 'ndjson' });
  expect((await upgrades.put(String(rsp['upgradeId']), 1, Buffer.alloc(4 * 1024 * 1024, 'x'))).commonOut.resultCode).toBe(0);
  expect((await upgrades.put(String(rsp['upgradeId']), 2, Buffer.alloc(4 * 1024 * 1024 + 1, 'x'))).commonOut.resultCode).not.toBe(0);
});

it('takes no more of one list than its limits, and tells rows by their lines', async () => {
  const upgradeId = String((await upgrades.ask('beginUpgrade', { format: 'csv' })).rsp['upgradeId']);
  const count = async (what: string, by: number) => town.foundations.store.count(town.foundations.table('open-platform'), { pk: `upgrade#${upgradeId}`, sk: `size#${what}` }, {
    by, expiresAt: Math.floor(Date.now() / 1000) + 600, nowSeconds: Math.floor(Date.now() / 1000),
  });
  const put = async (number: number, written: string) => (await upgrades.put(upgradeId, number, written)).commonOut.resultCode;
  expect(await put(1, `${HEADER}\n${lineOf(PEOPLE[0]!, 0)}\n`)).toBe(0);
  expect(await count('rows', ROWS_MAX - 2)).toBe(ROWS_MAX);
  expect(await put(2, 'a\nb')).toBe(codeOf('list-too-large'));
  expect([await put(2, lineOf(PEOPLE[1]!, 1)), await put(2, lineOf(PEOPLE[1]!, 1))]).toEqual([0, 0]);
  expect(await put(3, 'one more')).toBe(codeOf('list-too-large'));
  await count('rows', -10);
  expect(await put(3, 'x')).toBe(0);
  await count('bytes', UPLOAD_BYTES_MAX);
  expect(await put(4, 'x')).toBe(codeOf('list-too-large'));
  expect((await upgrades.put(upgradeId, PIECES_MAX + 1, 'x')).commonOut.resultCode).toBe(codeOf('input-not-valid'));
});

it('lets a hospital have so many uploads open, also when it begins them at once; one that is closed makes room', async () => {
  const app = { appId: 'uploads', name: '多次上传', cityCode: '410300', hospitals: [{ hospitalId: '30007', name: '多次上传' }], secrets: ['uploads-secret-0123456'], redirectHosts: [] };
  await town.slices.openPlatformWindow.registerApp({ ...app, switches: { relates: true, clock: true, replay: true }, closed: false });
  const other = upgradesOf(await openPartner(town.url, { appId: 'uploads', secret: 'uploads-secret-0123456', hospitalId: '30007' }));
  const begin = () => other.ask('beginUpgrade', { format: 'csv' });
  const begun = await Promise.all(Array.from({ length: OPEN_UPLOADS_MAX + 3 }, begin));
  const open = begun.filter(({ commonOut }) => commonOut.resultCode === 0).map(({ rsp }) => String(rsp['upgradeId']));
  expect(open).toHaveLength(OPEN_UPLOADS_MAX);
  expect((await begin()).commonOut.resultCode).toBe(codeOf('uploads-open'));
  await other.put(open[0]!, 1, `${HEADER}\n${lineOf(PEOPLE[0]!, 0)}`);
  expect((await other.ask('closeUpload', { upgradeId: open[0], pieces: 1 })).commonOut.resultCode).toBe(0);
  expect([(await begin()).commonOut.resultCode, (await begin()).commonOut.resultCode]).toEqual([0, codeOf('uploads-open')]);
});

it('gives a reason per row before anything is done', async () => {
  const [first, ...rest] = PEOPLE;
  const holder = town.person('zhang-wei');
  const phone = await verifiedPhone(town, holder);
  await phone.must(claimCardRoute, {});
  const lines = [
    'C0,姓名,idNumber,出生日期', lineOf(first!, 1), `C2,别的名,${rest[0]!.idNumber},`, 'C3,样本某,419099199001010010,', `C1,样本某,${first!.idNumber},`, `C5,样本某,${rest[1]!.idNumber},1980-01-01`,
    `C6,${holder.name},${holder.idNumber},`, `C7,样本某,${rest[2]!.idNumber}`, `,样本某,${rest[3]!.idNumber},`, `C9,孙德福,${town.person('sun-defu').idNumber},`,
  ];
  lines[0] = '就诊卡号,姓名,身份证号,出生日期';
  lines[1] = `C1,样本某,${first!.idNumber},\n`;
  const upgradeId = await upgrades.upload([lines.join('\n')]);
  expect(await order('dryRun', upgradeId)).toBe(0);
  const read = await until(upgradeId, 'checked');
  const rows = await upgrades.report(upgradeId, 'check');
  expect(rows.map(({ outcome }) => outcome)).toEqual([
    'ready', 'name-differs', 'document-invalid', 'duplicate-row', 'uncertain', 'has-card', 'row-not-readable', 'row-invalid', 'deceased',
  ]);
  expect(rows[4]).toMatchObject({ confidence: 0.7, field: 'birthday', words: expect.stringMatching(/不确定：核对括号中的列.*\(birthday\)$/) });
  expect(rows.filter(({ confidence }) => confidence !== undefined).map(({ outcome }) => outcome)).toEqual(['ready', 'uncertain', 'has-card']);
  expect(rows.map(({ row }) => row)).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(rows[7]).toMatchObject({ field: 'patid', words: '括号中的列缺失或不合规则(patid)' });
  expect(read['check']).toMatchObject({ ready: 1, uncertain: 1, 'duplicate-row': 1 });
  expect(read['run']).toEqual({});
});

it('runs, binds the numbers, gives links that work, and undoes all but what a resident confirmed', async () => {
  const person = town.person('liu-qiang');
  const people = [...PEOPLE.slice(10, 16), { ...person, guardians: [] }];
  const gbk = Buffer.from(await gbkOf(`${HEADER}\n${people.map((one, n) => lineOf(one, n + 100)).join('\n')}\n`));
  const upgradeId = await upgrades.upload([gbk]);
  await order('dryRun', upgradeId);
  await until(upgradeId, 'checked');
  expect(await order('runUpgrade', upgradeId)).toBe(0);
  expect((await until(upgradeId, 'finished'))['run']).toEqual({ issued: 7 });
  const rows = await upgrades.report(upgradeId, 'run');
  const link = new URL(String(rows[6]?.['link']));
  const by = { link: link.searchParams.get('open_id') ?? '', returnTo: link.searchParams.get('redirect_uri') ?? '' };
  const phone = await verifiedPhone(town, person);
  expect(await phone.must(activateCardsRoute, by)).toMatchObject({ address: 'http://127.0.0.1:7777/cards' });
  const read = async (qrCodeText: unknown) => (await partner.call(`${P}getHealthCardByQRCode`, { qrCodeText: String(qrCodeText) }));
  expect((await read(rows[6]?.['qrCodeText'])).rsp['card']).toMatchObject({ patid: 'C106' });
  expect((await read(rows[0]?.['qrCodeText'])).commonOut.resultCode).toBe(codeOf('card-not-found'));

  expect(await order('undoUpgrade', upgradeId)).toBe(0);
  expect((await until(upgradeId, 'undone'))['undo']).toEqual({ withdrawn: 6, kept: 1 });
  expect((await upgrades.report(upgradeId, 'undo'))[6]).toMatchObject({ outcome: 'kept', words: '居民已确认，保留' });
  expect((await read(rows[6]?.['qrCodeText'])).rsp['card']).toMatchObject({ patid: 'C106' });
  expect((await read(rows[0]?.['qrCodeText'])).commonOut.resultCode).toBe(codeOf('card-not-found'));
  // The number is free again for whoever it belongs to.
  const { rsp } = await partner.call(`${P}registerHealthCard`, { wechatCode: PERMANENT_CODE, name: '样本某', gender: '男', nation: '汉族', birthday: PEOPLE[30]!.birthday, idNumber: PEOPLE[30]!.idNumber, idType: '01', phone1: '13800000000', patid: 'C100' });
  expect(rsp['healthCardId']).toMatch(/^[\dA-F]{64}$/);
});

it('makes the people of an undone upgrade wait again, with links, and takes them back again', async () => {
  const people = PEOPLE.slice(16, 18);
  const phone = await verifiedPhone(town, town.person('he-jie'));
  const list = `${HEADER}\n${people.map((one, n) => lineOf(one, n + 200)).join('\n')}`;
  for (let time = 0; time < 2; time += 1) {
    const upgradeId = await upgrades.upload([list]);
    await run(upgradeId);
    const rows = await upgrades.report(upgradeId, 'run');
    expect(rows.map(({ outcome, link }) => [outcome, typeof link])).toEqual([['issued', 'string'], ['issued', 'string']]);
    expect(await patientsOf('C200', 'C201')).toEqual([true, true]);
    await order('undoUpgrade', upgradeId);
    expect((await until(upgradeId, 'undone'))['undo']).toEqual({ withdrawn: 2 });
    expect(await patientsOf('C200', 'C201')).toEqual([false, false]);
    const link = new URL(String(rows[0]?.['link']));
    expect(await phone.send(activateCardsRoute, { link: link.searchParams.get('open_id') ?? '', returnTo: link.searchParams.get('redirect_uri') ?? '' })).toMatchObject({ problem: { code: 'open-platform/nothing-waits' } });
  }
});

it('leaves a card waiting that others made ahead too, and ends only its own number', async () => {
  const person = PEOPLE[18]!;
  await partner.call(`${P}registerBatchHealthCard`, { healthCardItems: [itemOf(person, { patid: 'BATCH-1', openId: 'o-300' })] });
  const upgradeId = await upgrades.upload([`${HEADER}\n${lineOf(person, 300)}`]);
  await run(upgradeId);
  expect(await patientsOf('BATCH-1', 'C300')).toEqual([true, true]);
  await order('undoUpgrade', upgradeId);
  expect((await until(upgradeId, 'undone'))['undo']).toEqual({ 'kept-for-others': 1 });
  expect(await upgrades.report(upgradeId, 'undo')).toMatchObject([{ outcome: 'kept-for-others', words: expect.stringContaining('其它医院') }]);
  expect(await patientsOf('BATCH-1', 'C300')).toEqual([true, false]);
  const { Items } = await town.engine.call('Scan', { TableName: town.foundations.table('open-platform') }) as { Items: { pk: { S: string }; source?: { S: string }; state?: { S: string } }[] };
  const waiting = Items.filter(({ pk }) => pk.S.startsWith('waiting#')).map(({ state }) => state?.S);
  expect(waiting.filter((state) => state === 'waiting')).toHaveLength(1);
});

it('leaves the number and the link of another list of the same hospital, whichever is undone first, and ends them with the last', async () => {
  const list = `${HEADER}\n${lineOf(PEOPLE[35]!, 310)}`;
  const [first, second] = [await upgrades.upload([list]), await upgrades.upload([list])];
  await run(first);
  await run(second);
  const [row] = await upgrades.report(second, 'run');
  const link = new URL(String(row?.['link'])).searchParams;
  const phone = makePhone(town);
  await phone.signIn('wx-li-na');
  const opened = () => phone.send(readWaitingCardsRoute, { link: link.get('open_id') ?? '', returnTo: link.get('redirect_uri') ?? '' });
  await order('undoUpgrade', first);
  expect((await until(first, 'undone'))['undo']).toEqual({ 'kept-for-others': 1 });
  expect(await patientsOf('C310')).toEqual([true]);
  expect(await opened()).toMatchObject({ ok: true, value: { cards: [{ state: 'waiting' }] } });
  await order('undoUpgrade', second);
  expect((await until(second, 'undone'))['undo']).toEqual({ withdrawn: 1 });
  expect(await patientsOf('C310')).toEqual([false]);
  expect(await opened()).toMatchObject({ problem: { code: 'open-platform/nothing-waits' } });
});

it('leaves a number that the hospital told by itself after the list', async () => {
  const person = PEOPLE[36]!;
  const upgradeId = await upgrades.upload([`${HEADER}\n${lineOf(person, 320)}`]);
  await run(upgradeId);
  await partner.call(`${P}registerBatchHealthCard`, { healthCardItems: [itemOf(person, { patid: 'C320', openId: 'o-320' })] });
  await order('undoUpgrade', upgradeId);
  expect((await until(upgradeId, 'undone'))['undo']).toEqual({ 'kept-for-others': 1 });
  expect(await patientsOf('C320')).toEqual([true]);
});

it('takes all numbers of one person, and tells a row that comes twice from one that failed before, and one number of two people', async () => {
  const [one, two, three] = PEOPLE.slice(19, 22);
  const rows = [`K1,别的名,${one!.idNumber}`, `K1,样本某,${one!.idNumber}`, `K2,样本某,${one!.idNumber}`, `K2,样本某,${one!.idNumber}`, `K3,样本某,${two!.idNumber}`, `K3,样本某,${three!.idNumber}`];
  const upgradeId = await upgrades.upload([`patid,name,idNumber\n${rows.join('\n')}`]);
  await run(upgradeId);
  expect((await upgrades.report(upgradeId, 'check')).map(({ outcome }) => outcome)).toEqual(['name-differs', 'ready', 'ready', 'duplicate-row', 'ready', 'patid-of-another']);
  expect((await upgrades.report(upgradeId, 'run')).map(({ outcome }) => outcome)).toEqual(['name-differs', 'issued', 'issued', 'duplicate-row', 'issued', 'patid-of-another']);
  expect(await patientsOf('K1', 'K2')).toEqual([true, true]);
  // A number that is bound by now is told in the next list's dry run.
  const next = await upgrades.upload([`patid,name,idNumber\nK3,样本某,${three!.idNumber}`]);
  await order('dryRun', next);
  expect((await until(next, 'checked'))['check']).toEqual({ 'patid-of-another': 1 });
  await order('undoUpgrade', upgradeId);
  expect((await until(upgradeId, 'undone'))['undo']).toEqual({ withdrawn: 3, nothing: 3 });
  expect(await patientsOf('K1', 'K2', 'K3')).toEqual([false, false, false]);
});

it('does nothing when run again with nothing left to do, and runs the doubtful when they are accepted', async () => {
  const person = PEOPLE[22]!;
  const upgradeId = await upgrades.upload([`patid,name,idNumber,birthday\nR1,样本某,${person.idNumber},1980-01-01`]);
  await run(upgradeId);
  const { undoUntil } = await upgrades.read(upgradeId);
  expect((await upgrades.ask('runUpgrade', { upgradeId })).rsp['state']).toBe('finished');
  expect(await upgrades.read(upgradeId)).toMatchObject({ state: 'finished', undoUntil, run: { uncertain: 1 } });
  expect((await upgrades.ask('runUpgrade', { upgradeId, minConfidence: 0.7 })).rsp['state']).toBe('running');
  expect((await until(upgradeId, 'finished'))['run']).toEqual({ issued: 1 });
});

it('takes the members of one household by its number and their names', async () => {
  const upgradeId = await upgrades.upload(['patid,name,idType,idNumber,gender,birthday\nH1,样本甲,02,419099001,1,1971-03-01\nH2,样本乙,02,419099001,2,1972-03-01']);
  await order('dryRun', upgradeId);
  await until(upgradeId, 'checked');
  expect((await upgrades.report(upgradeId, 'check')).map(({ outcome }) => outcome)).not.toContain('duplicate-row');
});

async function run(upgradeId: string) {
  await order('dryRun', upgradeId);
  await until(upgradeId, 'checked');
  await order('runUpgrade', upgradeId);
  await until(upgradeId, 'finished');
}

/** Whether a card is known by each number: one that waits for its holder is found, and not shown. */
async function patientsOf(...patids: readonly string[]): Promise<readonly boolean[]> {
  const { store, table, fingerprints } = town.foundations;
  const found = patids.map((patid) => store.get(table('open-platform'), { pk: `patient#99901#${fingerprints.of('visit-number', patid)}`, sk: 'marker' }));
  return (await Promise.all(found)).map((item) => item !== undefined);
}

async function gbkOf(text: string): Promise<Uint8Array> {
  const { execFileSync } = await import('node:child_process');
  return execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GBK'], { input: text });
}

it('forgets a list when its time is over, and tells so; what it did stays, and one that can still be undone is kept', async () => {
  const person = PEOPLE[37]!;
  const upgradeId = await upgrades.upload([`${HEADER}\n${lineOf(person, 330)}`]);
  await run(upgradeId);
  const age = async (days: number, more: object = {}) => {
    const kept = makeUpgrades({ store: town.foundations.store, table: town.foundations.table('open-platform'), now: Date.now });
    const found = await kept.find(upgradeId);
    expect(await kept.change({ ...found!, createdAt: instantOf(Date.now() - days * 86_400_000), ...more })).toBe(true);
    await town.slices.openPlatform.workUpgrades();
    return (await upgrades.read(upgradeId))['state'];
  };
  expect(await age(89)).toBe('finished');
  // Run again on its last day: a day to undo it.
  expect(await age(91)).toBe('finished');
  expect(await age(91, { stoppedAt: instantOf(Date.now() - UNDO_MS - 1) })).toBe('forgotten');
  expect(await upgrades.ask('readReport', { upgradeId, phase: 'run' })).toMatchObject({ commonOut: { resultCode: codeOf('upgrade-forgotten') } });
  expect(await order('undoUpgrade', upgradeId)).toBe(codeOf('upgrade-not-now'));
  expect(await patientsOf('C330')).toEqual([true]);
  await expect(town.foundations.safeOf('open-platform').seal(`upgrade#${upgradeId}`, 'x', 'y')).rejects.toThrow('erased');
});
