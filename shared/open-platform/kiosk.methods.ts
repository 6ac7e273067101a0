/** 3.6 kiosks without a scanner: the resident scans the kiosk, not the kiosk the resident. */
import * as z from 'zod/mini';
import { maybe, said, text } from './call.schema';
import { at, defineMethod } from './method';
import { RETURN_ADDRESS_MAX } from './redirect';

/** `statusCode`: the contract knows only 2 (authorised); 0 is waiting. */
export const KIOSK_WAITING = 0;
export const KIOSK_AUTHORISED = 2;
/** For the resident to scan and choose, and again for the kiosk to fetch the card. */
export const KIOSK_SECONDS = 300;

export const ssmGenQrCode = defineMethod({
  paths: [at.tools('ssmGenQrCode')], section: '1.10, 3.6', refusals: [],
  summary: '生成自助机上显示的二维码（PNG，5分钟有效）；居民扫码授权后，用uid查询，或由平台回调notifyUrl',
  input: z.object({ ssmId: text(64), notifyUrl: maybe(RETURN_ADDRESS_MAX) }),
  output: z.object({ imageContent: said, uid: said }),
});

export const ssmQueryQrCodeResult = defineMethod({
  paths: [at.tools('ssmQueryQrCodeResult')], section: '1.10, 3.6', refusals: ['code-not-valid'],
  summary: '查询居民是否已授权：statusCode为2表示已授权并给出healthCardId，0表示等待扫码',
  input: z.object({ uid: text(64) }),
  output: z.object({ statusCode: z._default(z.int(), KIOSK_WAITING), healthCardId: said }),
});
