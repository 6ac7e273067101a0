/** 1.6, 3.2 就诊卡批量升级: cards made ahead for patients of old visit cards; they stay without effect until the resident activates them. */
import * as z from 'zod/mini';
import { PatientId, said, text } from './call.schema';
import { at, defineMethod } from './method';
import { PersonMembers } from './person.schema';
import { RETURN_ADDRESS_MAX } from './redirect';

export const BATCH_ITEMS_MAX = 15;

/** One patient. Each is read by itself: one that is not valid does not fail the others. */
export const BatchItem = z.object({
  ...PersonMembers, wechatCode: text(64), patid: PatientId, openId: text(64), wechatUrl: text(RETURN_ADDRESS_MAX),
});
export type BatchItem = z.infer<typeof BatchItem>;

/** An item as it came; the .NET client still names two members as before 2020. */
const ReceivedItem = z.record(z.string(), z.unknown());
export type ReceivedItem = z.infer<typeof ReceivedItem>;

/** The names of today where only those of before 2020 were sent. */
export function withTodaysNames(item: ReceivedItem): ReceivedItem {
  const { idCard, cardType, ...rest } = item;
  return { ...(idCard === undefined ? {} : { idNumber: idCard }), ...(cardType === undefined ? {} : { idType: cardType }), ...rest };
}

export const registerBatchHealthCard = defineMethod({
  paths: [at.platform('registerBatchHealthCard')], section: '1.6, 3.2', refusals: ['batch-too-large', 'authority-unavailable'],
  summary: '批量预制电子健康卡（每次最多15人），居民激活后才生效；没有办成的人不在rspItems中，原因见failedItems',
  input: z.object({ healthCardItems: z.array(ReceivedItem).check(z.minLength(1)) }),
  items: BatchItem,
  output: z.object({
    rspItems: z._default(z.array(z.object({ idNumber: said, idType: said, qrCodeText: said, healthCardId: said })), []),
    /** Ours: which item (from 0) was not done, and why. */
    failedItems: z._default(z.array(z.object({ position: z.int(), idNumber: said, resultCode: z.int(), errMsg: said })), []),
  }),
});
