/** `POST /cv/ocr/idcard`: the lines of an ID card, from the file `img` of a form. */
import type { Context, Handler } from 'hono';
import { isPicture, readPicture } from './id-card-picture';
import { refuse } from './refusals';
import type { Wechat } from './wechat';

const PICTURE_BYTES_MAX = 2 * 1024 * 1024;

export function readIdCard(wechat: Wechat): Handler {
  return async (c) => {
    const app = wechat.tokens.appOf(c.req.query('access_token'));
    if (typeof app === 'number') return refuse(app);
    const picture = await pictureIn(c);
    return picture ? answerTo(picture) : refuse(41005);
  };
}

/** Undefined when the body is no form, or has no file under this name. */
async function pictureIn(c: Context): Promise<Buffer | undefined> {
  const form = await c.req.formData().catch(() => undefined);
  const file = form?.get('img');
  return file instanceof File && file.name !== '' ? Buffer.from(await file.arrayBuffer()) : undefined;
}

function answerTo(picture: Buffer): Response {
  if (picture.length >= PICTURE_BYTES_MAX) return refuse(40006);
  if (!isPicture(picture)) return refuse(40005);
  const card = readPicture(picture);
  return card ? Response.json({ errcode: 0, errmsg: 'ok', ...card }) : refuse(101001);
}
