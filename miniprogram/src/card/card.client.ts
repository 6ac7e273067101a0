/** Calls made outside a page's reading and writing: codes that are shown, the static one kept for when there is no network, and signed consents. */
import { readAssistedProofRoute } from '@shared/card/assisted.routes';
import { showCodeRoute, type claimCardRoute } from '@shared/card/card.routes';
import type { CardView } from '@shared/card/card.schema';
import { readCodeText } from '@shared/card/code-text';
import type { InputOf } from '@shared/kernel/route';
import { call } from '../platform/api';
import { hasHealthCardPlugIn, healthCardCode } from '../platform/health-card-plugin';
import { ownStore } from '../platform/own-store';

type Named = Pick<CardView, 'cardId' | 'healthCardId'>;

const kept = (cardId: string) => ownStore(`static-code.${cardId}`);

/** What a claim is sent with beside whom it is for. */
export type Through = Omit<InputOf<typeof claimCardRoute>, 'memberId'>;

/** Whose channel this build is: nobody's in the province's own, where no plug-in is declared. */
export function channel(): Pick<Through, 'cityCode' | 'institutionId'> {
  const cityCode = process.env.CHANNEL_CITY;
  const institutionId = process.env.CHANNEL_INSTITUTION;
  return hasHealthCardPlugIn ? { ...(cityCode ? { cityCode } : {}), ...(institutionId ? { institutionId } : {}) } : {};
}

/** Through which channel one claims here. A plug-in that gives nothing is no obstacle: the authority issues then. Undefined: the user has to let it know them first. */
export async function claimThrough(): Promise<Through | undefined> {
  const code = await healthCardCode();
  if (code.kind === 'to-login') return undefined;
  return code.kind === 'code' ? { ...channel(), wechatCode: code.wechatCode } : {};
}

/** Asked for when it is wanted and kept nowhere. */
export function askAssistedProof(claimId: string) {
  return call(readAssistedProofRoute, { claimId });
}

export function askDynamicCode(cardId: string) {
  return call(showCodeRoute, { cardId, kind: 'dynamic' });
}

async function askedAndKept(input: { readonly cardId: string; readonly toKeep?: true }) {
  const result = await call(showCodeRoute, { ...input, kind: 'static' });
  if (result.ok) kept(input.cardId).write(result.value.text);
  return result;
}

/** To be shown now. It is the person's own, stays on this phone, and goes at sign-out. */
export function askStaticCode(cardId: string) {
  return askedAndKept({ cardId });
}

/** The static code on this phone. One of an earlier issue of the card is none: a reissued card may have another id. */
export function keptStaticCode({ cardId, healthCardId }: Named): string | undefined {
  const text = kept(cardId).read();
  if (typeof text !== 'string') return undefined;
  return readCodeText(text)?.healthCardId === healthCardId ? text : undefined;
}

/** Brings the static code to the phone while there is a network, once. Nobody is shown it by that. */
export async function keepStaticCode(card: Named): Promise<void> {
  if (keptStaticCode(card) === undefined) await askedAndKept({ cardId: card.cardId, toKeep: true });
}

/** After a loss or closing the old code must not be shown from this phone either. */
export function forgetStaticCode(cardId: string): void {
  kept(cardId).clear();
}
