import { idCardPicture } from '../../../functions/sandbox/wechat/id-card-picture';
import { APP, setup, type World } from './setup';

let world: World;
beforeEach(async () => { world = await setup(); });
afterEach(() => world.close());

const FRONT = { type: 'Front', name: '张三', id: '419099189001010015', addr: '河南省郑州市', gender: '男', nationality: '汉' } as const;
const MB = 1024 * 1024;

async function token(): Promise<string> {
  return String((await world.post('/cgi-bin/stable_token', { grant_type: 'client_credential', ...APP }))['access_token']);
}

async function send(body: FormData | string, access = token()): Promise<unknown> {
  return (await fetch(`${world.url}/cv/ocr/idcard?access_token=${await access}`, { method: 'POST', body })).json();
}

function formOf(picture: Buffer, name = 'img', file = 'card.png'): FormData {
  const form = new FormData();
  form.append(name, new Blob([new Uint8Array(picture)]), file);
  return form;
}

/** A JPEG as far as its first segments go: start, comment, end. */
function jpegSaying(text: string): Buffer {
  const comment = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([Buffer.from('ffd8fffe', 'hex'), length, comment, Buffer.from('ffd9', 'hex')]);
}

test('the front says who it is, the back how long it is valid, from PNG and from JPEG', async () => {
  expect(await send(formOf(idCardPicture(FRONT)))).toEqual({ errcode: 0, errmsg: 'ok', ...FRONT });
  const back = { type: 'Back', valid_date: '20200101-20400101' } as const;
  expect(await send(formOf(idCardPicture(back)))).toEqual({ errcode: 0, errmsg: 'ok', ...back });
  expect(await send(formOf(jpegSaying(JSON.stringify(FRONT)), 'img', 'card.jpg'))).toMatchObject({ errcode: 0, name: '张三' });
});

test('the phone in hand makes such a picture, and none of a card nobody could print', async () => {
  const make = (card: object) => fetch(`${world.url}/sandbox/id-card`, { method: 'POST', body: JSON.stringify(card) });
  const picture = await make(FRONT);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(await send(formOf(Buffer.from(await picture.arrayBuffer())))).toMatchObject({ errcode: 0, id: FRONT.id });
  expect((await make({ type: 'Side' })).status).toBe(400);
});

test('what is no form, has no file img, is no picture, is too large or shows no card is refused as WeChat does', async () => {
  expect(await send('img=1')).toMatchObject({ errcode: 41005 });
  expect(await send(formOf(idCardPicture(FRONT), 'image'))).toMatchObject({ errcode: 41005 });
  expect(await send(formOf(Buffer.from('GIF89a')))).toMatchObject({ errcode: 40005 });
  const padded = (size: number) => Buffer.concat([idCardPicture(undefined), Buffer.alloc(size)]);
  expect(await send(formOf(padded(2 * MB)))).toMatchObject({ errcode: 40006 });
  expect(await send(formOf(padded(MB)))).toMatchObject({ errcode: 101001, errmsg: expect.stringContaining('certificate not found') });
  expect(await send(formOf(jpegSaying('no card')))).toMatchObject({ errcode: 101001 });
});

test('nobody without a token is answered', async () => {
  expect(await send(formOf(idCardPicture(FRONT)), Promise.resolve('none'))).toMatchObject({ errcode: 40001 });
});

test('it can be told that the quota is spent', async () => {
  world.moods.set({ path: '/cv/ocr/idcard', mood: { kind: 'error', code: 101002 }, times: 1 });
  expect(await send(formOf(idCardPicture(FRONT)))).toMatchObject({ errcode: 101002, errmsg: expect.stringContaining('not enough market quota') });
  expect(await send(formOf(idCardPicture(FRONT)))).toMatchObject({ errcode: 0 });
});
