/** ocrInfo (3.2): one face of an ID card, read from its picture. The picture is handed on and forgotten; nothing of it is kept or logged. */
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import { PICTURES_PER_DAY } from '../../../shared/open-platform/limits.rules';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import { PICTURE_BYTES_MAX, type ocrInfo } from '../../../shared/open-platform/notice.methods';
import { nationCode, nationName } from '../../../shared/open-platform/person.schema';
import type { IdCardFace, PartnerCaller, ReadIdCard, RecordAudit, Tallies } from '../open-platform.ports';
import { entryOf } from '../open-platform.rules';

export type ReadIdCardDeps = { readonly readIdCard: ReadIdCard; readonly tallies: Pick<Tallies, 'add'>; readonly recordAudit: RecordAudit };
type Takes<M> = (input: InputOf<M>, caller: PartnerCaller) => MethodAnswer<M>;

export function makeOcrInfo({ readIdCard, tallies, recordAudit }: ReadIdCardDeps): Takes<typeof ocrInfo> {
  return async function ocr({ imageContent }, caller) {
    const picture = pictureIn(imageContent);
    if (!picture.ok) return picture;
    const { app: { appId }, hospital } = caller;
    // Counted before it is asked: those under way at once cannot pass the limit together.
    if ((await tallies.add(appId, 'pictures')) > PICTURES_PER_DAY) return refuse('day-is-spent');
    await recordAudit(entryOf(caller, 'ocrInfo', `institution#${hospital.hospitalId}`));
    const read = await readIdCard(picture.value);
    if (read.ok) return ok({ cardInfo: { ...read.value, nation: nationOf(read.value), birth: birthOf(read.value) } });
    if (read.refusal.code === 'wechat/nothing-read') return refuse('picture-not-read');
    await tallies.add(appId, 'pictures', -1);
    return refuse('reader-unavailable');
  };
}

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const DATA_URI = /^data:[\w.+/-]+;base64,/;
const MAGICS = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0xff, 0xd8, 0xff]] as const;

/** MIME breaks lines, browsers say what it is: both are Base64 all the same. */
function pictureIn(imageContent: string): Result<Uint8Array, 'picture-not-base64' | 'picture-not-image' | 'picture-too-large'> {
  const text = imageContent.replace(DATA_URI, '').replace(/\s+/g, '');
  if (!BASE64.test(text)) return refuse('picture-not-base64');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length >= PICTURE_BYTES_MAX) return refuse('picture-too-large');
  return MAGICS.some((magic) => magic.every((byte, at) => bytes[at] === byte)) ? ok(bytes) : refuse('picture-not-image');
}

/** `汉` is printed on the card, `汉族` is what registration takes. */
function nationOf({ nation }: IdCardFace): string {
  return nationName(nationCode(nation)) || nation;
}

/** The number says it: the engine does not read that line. */
function birthOf({ id }: IdCardFace): string {
  const day = /^\d{6}(\d{4})(\d{2})(\d{2})[\dX]{4}$/i.exec(id);
  return day ? day.slice(1).join('-') : '';
}
