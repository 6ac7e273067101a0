/** What the outside open platform answers. Old and new versions of it leave out members: a text that is missing is an empty text. */
import * as z from 'zod/mini';

const text = z.pipe(z.nullish(z.union([z.string(), z.number()])), z.transform((value) => String(value ?? '')));
const flag = z.pipe(z.nullish(z.boolean()), z.transform((value) => value ?? false));
const needed = z.string().check(z.minLength(1));
/** A number, or the digits of one in a text. */
export const WireNumber = z.union([z.number(), z.pipe(z.string().check(z.regex(/^-?\d+$/)), z.transform(Number))]);
const number = z.pipe(z.nullish(WireNumber), z.transform((value) => value ?? undefined));

/** Seconds. */
export const TokenAnswer = z.object({ appToken: needed, expiresIn: WireNumber });

/** The card as the platform hands it out: the number in clear. Names of members before 2020 are read as well. */
const WireCard = z.object({
  qrCodeText: text, name: text, gender: text, nation: text, birthday: text, relation: text, idNumber: text, idType: text, address: text,
  phone1: text, phone2: text, phid: text, patid: text, healthCardId: text, adminExt: text, ext: text, verifyStatus: flag, idCard: text, cardType: text,
});

const Card = z.pipe(WireCard, z.transform(({ idCard, cardType, ...card }, context) => {
  // The first part of the code's text is the card's id.
  const healthCardId = card.healthCardId || (card.qrCodeText.split(':')[0] ?? '');
  if (healthCardId === '') context.issues.push({ code: 'custom', message: 'a card without id and code', input: card });
  return { ...card, healthCardId, idNumber: card.idNumber || idCard, idType: card.idType || cardType };
}));
export type OutsideCard = z.infer<typeof Card>;

export const CardAnswer = z.object({ card: Card, isSelf: flag });
export const RegisteredAnswer = z.object({ qrCodeText: needed, healthCardId: needed, phid: text, adminExt: text, ecardNo: text, unbindOrderId: text, unbindURL: text });
/** Fewer items than were asked when some failed: match them by document. */
export const BatchAnswer = z.object({ rspItems: z.array(z.object({ idNumber: text, idType: text, qrCodeText: text, healthCardId: text })) });
export const BoundAnswer = z.object({ result: z.boolean() });
export const WalletOrderAnswer = z.object({ orderId: needed });
/** `qrCodeImg`: Base64 of a PNG. */
export const CodeAnswer = z.object({ qrCodeText: needed, qrCodeImg: text, color: number, healthCardId: text });
export const VerifiedAnswer = z.object({
  name: text, gender: text, nation: text, birthday: text, phone: text, address: text, idType: text, idNumber: text, healthCardId: text, phid: text,
});
/** The report was taken; the answer tells nothing. */
export const ReportedAnswer = z.object({ none: text });

export const PreAuthAnswer = z.object({ bindCardUrl: needed });
/** An empty address: refused, the reason is in the platform's words. */
export const PreFillAnswer = z.object({ verifyUrl: text });
export const RegInfoAnswer = z.object({
  name: text, gender: text, nation: text, birthday: text, idNumber: text, idType: text, address: text, phone1: text, phone2: text, patid: text, ext: text,
  isSelf: flag, verifyStatus: flag,
});

export const VerifyOrderAnswer = z.object({ verifyUrl: needed, verifyOrderId: needed, protectState: number });
/** `suc` is the outcome: a check that failed is answered all the same. */
export const VerifyResultAnswer = z.object({
  suc: z.boolean(), verifyType: number, ext: text, proxyVerifyName: text, proxyVerifyCardType: text, proxyVerifyIdCard: text, proxyVerifyExpiredTime: text, healthCardId: text,
});
