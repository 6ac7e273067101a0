/** 整院升级: ours, beside the contract, in its envelope: a hospital's whole list of old visit cards, checked first, then run, and undone within a day. */
import * as z from 'zod/mini';
import { maybe, said, text } from './call.schema';
import { at, defineMethod } from './method';
import { RETURN_ADDRESS_MAX } from './redirect';
import { PIECE_BYTES_MAX, PIECES_MAX, UPGRADE_PHASES, UPGRADE_STATES } from './upgrade.rules';
import { UPGRADE_FORMATS } from './upgrade-rows';

const section = '整院升级';
const UpgradeId = z.string().check(z.regex(/^upgrade_[\dA-Z]{26}$/));
const which = z.object({ upgradeId: UpgradeId });
const known = ['upgrade-unknown', 'upgrade-not-now'] as const;
/** A piece as Base64, and the envelope around it: a function takes 6 MB. */
const PIECE_CHARACTERS_MAX = Math.ceil(PIECE_BYTES_MAX / 3) * 4;
const PIECE_REQUEST_BYTES_MAX = PIECE_CHARACTERS_MAX + 4_096;

const moved = z.object({ state: z._default(z.enum([...UPGRADE_STATES, '']), '') });

export const beginUpgrade = defineMethod({
  paths: [at.upgrade('beginUpgrade')], section, refusals: ['return-not-registered', 'uploads-open'],
  summary: '开始一次整院升级：说明文件格式；给出returnTo（医院页面地址）的，报告里附每个人的激活链接；一家医院最多10个没有结束的上传',
  input: z.object({ format: z.enum(UPGRADE_FORMATS), returnTo: maybe(RETURN_ADDRESS_MAX), title: maybe(100) }),
  output: z.object({ upgradeId: said }),
});

export const putPiece = defineMethod({
  paths: [at.upgrade('putPiece')], section, maxBytes: PIECE_REQUEST_BYTES_MAX, refusals: [...known, 'piece-differs', 'piece-hash', 'list-too-large'],
  summary: '上传一片：整行切分，每片不超过4 MB，任意顺序，可重复；content为Base64，hash为原始字节的SHA-256（十六进制）；UTF-8或GBK；一次升级最多100万行、2000片、1 GB',
  input: z.object({ upgradeId: UpgradeId, number: z.int().check(z.minimum(1), z.maximum(PIECES_MAX)), hash: z.string().check(z.regex(/^[\da-f]{64}$/i)), content: text(PIECE_CHARACTERS_MAX) }),
  output: z.object({ number: z._default(z.int(), 0) }),
});

export const closeUpload = defineMethod({
  paths: [at.upgrade('closeUpload')], section, refusals: [...known, 'pieces-missing', 'columns-missing'],
  summary: '上传结束：共几片；缺片时说出第一个缺的；CSV第一片的第一行是列名',
  input: z.object({ upgradeId: UpgradeId, pieces: z.int().check(z.minimum(1), z.maximum(PIECES_MAX)) }),
  output: moved,
});

export const dryRun = defineMethod({
  paths: [at.upgrade('dryRun')], section, refusals: known, input: which, output: moved,
  summary: '试运行：逐行核对，不办卡；每行给出能否升级和原因',
});

export const runUpgrade = defineMethod({
  paths: [at.upgrade('runUpgrade')], section, refusals: known, output: moved,
  summary: '正式执行，或从暂停处继续；minConfidence（0.5–1，默认0.9）决定接受多不确定的匹配；已经做完、没有可重试的行时，再次执行什么也不做',
  input: z.object({ upgradeId: UpgradeId, minConfidence: z.exactOptional(z.number().check(z.minimum(0.5), z.maximum(1))) }),
});

export const pauseUpgrade = defineMethod({ paths: [at.upgrade('pauseUpgrade')], section, refusals: known, summary: '暂停执行', input: which, output: moved });

export const undoUpgrade = defineMethod({
  paths: [at.upgrade('undoUpgrade')], section, refusals: [...known, 'undo-too-late'], input: which, output: moved,
  summary: '撤回（结束或暂停后24小时内）：预制的卡注销、就诊号解除关联、记录保留；居民已确认的保留，并在报告中说明；卡管没有应答的行，再次撤回时重试',
});

const counts = z._default(z.record(z.string(), z.int()), {});

export const readUpgrade = defineMethod({
  paths: [at.upgrade('readUpgrade')], section, refusals: ['upgrade-unknown'], input: which,
  summary: '进度：状态、做到第几片第几行、各种结果的数量',
  output: z.object({
    state: moved.shape.state, pieces: z._default(z.int(), 0), next: said, undoUntil: said, notice: said,
    check: counts, run: counts, undo: counts,
  }),
});

export const readReport = defineMethod({
  paths: [at.upgrade('readReport')], section, refusals: ['upgrade-unknown', 'report-not-there', 'upgrade-forgotten'],
  summary: '逐行报告，一次最多200行；row是在该片文件中的行号（空行也算）；next不为空时，用作下一次的from',
  input: z.object({ upgradeId: UpgradeId, phase: z.enum(UPGRADE_PHASES), from: maybe(20) }),
  output: z.object({
    rows: z._default(z.array(z.object({
      piece: z.int(), row: z.int(), patid: said, outcome: said, words: said, field: said, confidence: z.exactOptional(z.number()), healthCardId: said, qrCodeText: said, link: said,
    })), []),
    next: said,
  }),
});
