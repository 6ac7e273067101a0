/**
 * 核验二维码: whose card is it? A dynamic code is consumed only by a successful verification; the same terminal repeating within
 * a minute gets the same answer, another terminal is told that the code was used.
 */
import { stateOf, whyUnusable } from '../../../shared/authority/authority.rules';
import type { VerifyInput } from '../../../shared/authority/inputs.schema';
import { DYNAMIC_VALID_SECONDS, VERIFY_REPEAT_SECONDS } from '../../../shared/card/card.rules';
import { readCodeText, type CodeText } from '../../../shared/card/code-text';
import { epochMsOf, instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { AuthorityCaller, Card, Cards, Code, Codes, KeptUse, MethodAnswer, RecordAudit, Uses } from '../authority.ports';
import { entryOf } from '../authority.rules';

export type VerifyDeps = {
  readonly cards: Pick<Cards, 'find' | 'holderOf'>;
  readonly codes: Pick<Codes, 'find' | 'consume'>;
  readonly uses: Uses;
  readonly recordAudit: RecordAudit;
  readonly now: () => number;
};
export type Verify = (input: VerifyInput, caller: AuthorityCaller) => MethodAnswer;
type Where = { readonly appId: string; readonly terminal: string };

/** Two terminals may read one code at the same moment: the slower one looks again and finds it used. */
const LOOKS = 3;

export function makeVerify(deps: VerifyDeps): Verify {
  const { cards, recordAudit } = deps;
  return async function verify(input, caller) {
    const text = readCodeText(input.codeText);
    if (!text) return refuse('code-not-valid');
    const card = await cards.find(text.healthCardId);
    if (!card) return refuse('card-not-found');
    const unusable = whyUnusable(stateOf(card));
    if (unusable) return refuse(unusable);
    await recordAudit(entryOf(caller, 'verify', card.personId));
    return use(deps, { text, card, kept: keptUse(input, caller, { cardId: card.healthCardId, nowMs: deps.now() }) }, () => personOn(card));
  };

  async function personOn(card: Card) {
    const { name, gender, birthday, nation, idType, idNumber, cellphone, address } = await cards.holderOf(card);
    return { name, gender, birthday, nation, idType, idNumber, cellphone, address, cardId: card.healthCardId, mainIndex: card.phid };
  }
}

function keptUse({ medStep, terminal, channel }: VerifyInput, { appId, cityCode }: AuthorityCaller, { cardId, nowMs }: { cardId: string; nowMs: number }): KeptUse {
  return { cardId, medStep, terminal, channel, useTime: instantOf(nowMs), appId, cityCode, source: 'verified' };
}

type UseRefusal = 'code-not-valid' | 'code-expired' | 'code-used-elsewhere' | 'busy';
type Shown = { readonly text: CodeText; readonly card: Card; readonly kept: KeptUse };

/** Opens the person once the code is known to be good, and gives them once its use is written down. */
async function use<Person>(deps: VerifyDeps, shown: Shown, open: () => Promise<Person>): Promise<Result<Person, UseRefusal>> {
  const { text, kept } = shown;
  if (text.kind === 'dynamic') return useDynamic(deps, { ...shown, dynamicPart: text.dynamicPart }, open);
  const person = await open();
  await deps.uses.keep([kept]);
  return ok(person);
}

async function useDynamic<Person>({ codes, now }: VerifyDeps, { dynamicPart, card, kept }: Shown & { readonly dynamicPart: string }, open: () => Promise<Person>): Promise<Result<Person, UseRefusal>> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const code = await codes.find(dynamicPart);
    if (code?.healthCardId !== kept.cardId || isVoid(code, card)) return refuse('code-not-valid');
    const judged = judge(code, kept, now());
    if (judged === 'repeat') return ok(await open());
    if (judged !== 'consume') return judged;
    const person = await open();
    const consumed = { ...code, used: { appId: kept.appId, terminal: kept.terminal, atMs: now() } };
    if (await codes.consume(dynamicPart, consumed, kept)) return ok(person);
  }
  return refuse('busy');
}

/** Shown before the card was reported lost or issued again: it may be on the finder's screen. */
function isVoid({ validUntilMs }: Code, { voidBefore }: Card): boolean {
  return voidBefore !== undefined && validUntilMs - DYNAMIC_VALID_SECONDS * 1000 < epochMsOf(voidBefore);
}

function judge({ used, validUntilMs }: Code, { appId, terminal }: Where, nowMs: number): 'consume' | 'repeat' | Result<never, UseRefusal> {
  if (!used) return nowMs < validUntilMs ? 'consume' : refuse('code-expired');
  const sameTerminal = used.appId === appId && used.terminal === terminal;
  return sameTerminal && nowMs <= used.atMs + VERIFY_REPEAT_SECONDS * 1000 ? 'repeat' : refuse('code-used-elsewhere');
}
