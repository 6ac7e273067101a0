/** What is kept of a call: who, which method, how it ended. Texts of the caller pass only when no person's number can stand in them. */
import type { ReceivedCall, ReceivedMembers } from '../../shared/open-platform/received';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import type { CallNote, PartnerApp, Terminal } from './open-platform.ports';

export type AnsweredCall = {
  readonly app: PartnerApp;
  readonly call: ReceivedCall;
  readonly method: string;
  /** The signature was found good: else the call may be anybody's. */
  readonly isProven: boolean;
  readonly at: string;
  readonly ms: number;
  readonly code?: ResultName;
  readonly field?: string;
  readonly byOldSecret?: boolean;
};

/** A citizen's number, and longer runs of digits than a serial of a day needs; a mobile number by itself. */
const PERSONS_NUMBER = /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)/g;
const TEXT_MAX = 64;

export function noteOf({ app, call, method, isProven, at, ms, code, field, byOldSecret }: AnsweredCall): CallNote {
  const said = { appId: app.appId, at, method, ms, result: code ?? 'success', requestId: plainText(call.commonIn, 'requestId') ?? '', isProven } as const;
  return { ...said, ...hospitalIn(call, app), ...(field === undefined ? {} : { field: withoutNumbers(field) }), ...rotationOf(app, byOldSecret), ...cameBy(call, method) };
}

/** `byOldSecret`: undefined where the signature was not found good. */
function rotationOf({ secrets, secretChangedAt: madeAt = '' }: PartnerApp, byOldSecret: boolean | undefined): Pick<CallNote, 'rotation'> {
  return byOldSecret === undefined || secrets.length < 2 ? {} : { rotation: { madeAt, signedBy: byOldSecret ? 'old' : 'new' } };
}

/** Another word than one of its hospitals could be anything. */
function hospitalIn({ commonIn }: ReceivedCall, { hospitals }: PartnerApp): Pick<CallNote, 'hospitalId'> {
  const hospital = hospitals.find(({ hospitalId }) => hospitalId === commonIn.get('hospitalId')?.value);
  return hospital ? { hospitalId: hospital.hospitalId } : {};
}

/** 5.5, with the short forms of the card authority, and 5.6. */
const CHANNELS: Readonly<Record<string, Terminal['kind']>> = { '0100': 'window', '01': 'window', '1': 'window', '0200': 'kiosk', '02': 'kiosk', '2': 'kiosk', '0300': 'doctor', '0401': 'online', '0402': 'online' };
const CHANNEL_NUMBERS: Readonly<Record<number, Terminal['kind']>> = { 3: 'face', 4: 'scanner' };
const KIOSK_METHODS = ['ssmGenQrCode'];

/** A terminal that named itself, or a channel that a card was used at; calls of neither read no card. */
function cameBy({ commonIn, req }: ReceivedCall, method: string): Pick<CallNote, 'channelNum' | 'terminal'> {
  const number = commonIn.get('channelNum')?.value;
  const came = typeof number === 'number' ? { channelNum: number } : {};
  const terminalId = plainText(req, 'terminalId') ?? plainText(req, 'ssmId');
  const channel = plainText(req, 'channelCode') ?? plainText(req, 'cardChannel');
  const kind = KIOSK_METHODS.includes(method) ? 'kiosk' : kindOf(came.channelNum, channel);
  if (terminalId !== undefined) return { ...came, terminal: { kind, terminalId } };
  return channel === undefined ? came : { ...came, terminal: { kind } };
}

function kindOf(channelNum = 0, channel = ''): Terminal['kind'] {
  return CHANNEL_NUMBERS[channelNum] ?? CHANNELS[channel] ?? 'other';
}

function plainText(members: ReceivedMembers, name: string): string | undefined {
  const value = members.get(name)?.value;
  return typeof value === 'string' && value !== '' ? withoutNumbers(value) : undefined;
}

function withoutNumbers(text: string): string {
  return text.slice(0, TEXT_MAX).replace(PERSONS_NUMBER, '*');
}

const RESULT_CODE = /^\{"commonOut":\{"requestId":"(?:[^"\\]|\\.)*","resultCode":(\d+),/;

/** The refusal in an answer as it was sent; undefined for a success. */
export function refusalIn(answer: string): ResultName | undefined {
  const [, code] = RESULT_CODE.exec(answer) ?? [];
  return (Object.keys(RESULT_CODES) as ResultName[]).find((name) => String(RESULT_CODES[name].code) === code);
}
