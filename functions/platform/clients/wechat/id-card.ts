/** 微信OCR身份证识别 (`/cv/ocr/idcard`): one face of a resident's ID card, read from its picture. */
import * as z from 'zod/mini';
import { ok, refuse, type Result } from '../../../../shared/kernel/result';

/** What stands on the other face is empty. `nation` as printed, without 族; `validDate` as WeChat writes it, such as `20200101-20300101`. */
export type IdCardFace = { readonly name: string; readonly id: string; readonly gender: string; readonly nation: string; readonly address: string; readonly validDate: string };

const text = z._default(z.string(), '');
export const IdCardAnswer = z.object({ type: z.enum(['Front', 'Back']), name: text, id: text, addr: text, gender: text, nationality: text, valid_date: text });

/** A face of which not one line was read is none. */
export function cardFace({ name, id, addr, gender, nationality, valid_date }: z.infer<typeof IdCardAnswer>): Result<IdCardFace, 'wechat/nothing-read'> {
  const face = { name, id, gender, nation: nationality, address: addr, validDate: valid_date };
  return Object.values(face).every((line) => line === '') ? refuse('wechat/nothing-read') : ok(face);
}
