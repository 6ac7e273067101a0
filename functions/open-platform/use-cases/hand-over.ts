/** 嵌入页面 (1.3): back to a page the institution registered, with a one-time code that only this institution can use. */
import type { Resident, Visitor } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { ADD_CARD, DECLINED } from '../../../shared/open-platform/code.rules';
import type { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '../../../shared/open-platform/hand-over.routes';
import { isRegistered, readReturnAddress, withParameters, type ReturnAddress } from '../../../shared/open-platform/redirect';
import type { Apps, Hospital, OneTimeCodes, RecordAudit, ShownCard } from '../open-platform.ports';

export type HandOverDeps = {
  readonly apps: Pick<Apps, 'ofHost'>;
  readonly codes: Pick<OneTimeCodes, 'mint' | 'mintHealthCode'>;
  readonly shownCard: ShownCard;
  readonly recordAudit: RecordAudit;
};
export type ReadHandOver = (input: InputOf<typeof readHandOverRoute>, caller: Visitor) => Answer<typeof readHandOverRoute>;
export type LeaveHandOver = (input: InputOf<typeof leaveHandOverRoute>, caller: Visitor) => Answer<typeof leaveHandOverRoute>;
export type GiveUserCode = (input: InputOf<typeof giveUserCodeRoute>, caller: Resident) => Answer<typeof giveUserCodeRoute>;
export type GiveHealthCode = (input: InputOf<typeof giveHealthCodeRoute>, caller: Resident) => Answer<typeof giveHealthCodeRoute>;

export function makeReadHandOver(deps: HandOverDeps): ReadHandOver {
  return async function readHandOver(input) {
    const place = await placeOf(deps, input);
    return place.ok ? ok({ hospitalName: place.value.hospital.name }) : place;
  };
}

export function makeGiveUserCode(deps: HandOverDeps): GiveUserCode {
  return async function giveUserCode(input, { accountId, requestId }) {
    const place = await placeOf(deps, input);
    if (!place.ok) return place;
    const { host, text } = place.value.address;
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'open-platform.give-user-code', ground: 'self', requestId });
    return ok({ address: withParameters(text, { wechatCode: await deps.codes.mint('wechat', { host, accountId }) }) });
  };
}

export function makeGiveHealthCode(deps: HandOverDeps): GiveHealthCode {
  return async function giveHealthCode({ cardId, ...cameFrom }, { accountId, requestId }) {
    const place = await placeOf(deps, cameFrom);
    if (!place.ok) return place;
    const { host, text } = place.value.address;
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'open-platform.give-health-code', ground: 'self', requestId });
    const card = await deps.shownCard({ accountId, cardId, requestId });
    if (!card) return refuse('card/unknown');
    if (card.state !== 'active') return refuse(card.state === 'lost' ? 'card/lost' : 'card/closed');
    return ok({ address: withParameters(text, { healthCode: await deps.codes.mintHealthCode({ host, accountId, cardId }) }) });
  };
}

export function makeLeaveHandOver(deps: HandOverDeps): LeaveHandOver {
  return async function leaveHandOver({ choice, ...cameFrom }) {
    const place = await placeOf(deps, cameFrom);
    return place.ok ? ok({ address: withParameters(place.value.address.text, { healthCode: choice === 'add-card' ? ADD_CARD : DECLINED }) }) : place;
  };
}

type Place = { readonly address: ReturnAddress; readonly hospital: Hospital };

/** The page that is returned to, and whose it is: the hospital that was named, or the first of the app. */
async function placeOf({ apps }: HandOverDeps, { returnTo, hospitalId }: { readonly returnTo: string; readonly hospitalId?: string | undefined }): Promise<Result<Place, 'open-platform/return-not-registered'>> {
  const address = readReturnAddress(returnTo);
  const named = address ? await apps.ofHost(address.host) : [];
  const hospitals = named.filter((app) => address !== undefined && !app.closed && isRegistered(address, app.redirectHosts)).flatMap((app) => app.hospitals);
  const hospital = hospitalId === undefined ? hospitals[0] : hospitals.find((one) => one.hospitalId === hospitalId);
  return address && hospital ? ok({ address, hospital }) : refuse('open-platform/return-not-registered');
}
