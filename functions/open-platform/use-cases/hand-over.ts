/** 嵌入页面 (1.3): back to a page the institution registered, with a one-time code that only this institution can use. */
import type { Resident, Visitor } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { ADD_CARD, DECLINED } from '../../../shared/open-platform/code.rules';
import type { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '../../../shared/open-platform/hand-over.routes';
import { isRegistered, readReturnAddress, withParameters, type ReturnAddress } from '../../../shared/open-platform/redirect';
import type { Apps, CountPoster, Hospital, OneTimeCodes, PosterStep, RecordAudit, ShownCard } from '../open-platform.ports';

export type HandOverDeps = {
  readonly apps: Pick<Apps, 'ofHost'>;
  readonly codes: Pick<OneTimeCodes, 'mint' | 'mintHealthCode'>;
  readonly shownCard: ShownCard;
  readonly recordAudit: RecordAudit;
  readonly countPoster: CountPoster;
};
export type ReadHandOver = (input: InputOf<typeof readHandOverRoute>, caller: Visitor) => Answer<typeof readHandOverRoute>;
export type LeaveHandOver = (input: InputOf<typeof leaveHandOverRoute>, caller: Visitor) => Answer<typeof leaveHandOverRoute>;
export type GiveUserCode = (input: InputOf<typeof giveUserCodeRoute>, caller: Resident) => Answer<typeof giveUserCodeRoute>;
export type GiveHealthCode = (input: InputOf<typeof giveHealthCodeRoute>, caller: Resident) => Answer<typeof giveHealthCodeRoute>;

export function makeReadHandOver(deps: HandOverDeps): ReadHandOver {
  return async function readHandOver(input) {
    const place = await placeOf(deps, input, 'opened');
    return place.ok ? ok({ hospitalName: place.value.hospital.name }) : place;
  };
}

export function makeGiveUserCode(deps: HandOverDeps): GiveUserCode {
  return async function giveUserCode(input, { accountId, requestId }) {
    const place = await placeOf(deps, input, 'code-given');
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
    if (cameFrom.from !== undefined) await deps.countPoster(place.value.appId, cameFrom.from, 'card-given');
    return ok({ address: withParameters(text, { healthCode: await deps.codes.mintHealthCode({ host, accountId, cardId }) }) });
  };
}

export function makeLeaveHandOver(deps: HandOverDeps): LeaveHandOver {
  return async function leaveHandOver({ choice, ...cameFrom }) {
    const place = await placeOf(deps, cameFrom, 'left');
    return place.ok ? ok({ address: withParameters(place.value.address.text, { healthCode: choice === 'add-card' ? ADD_CARD : DECLINED }) }) : place;
  };
}

type Place = { readonly address: ReturnAddress; readonly hospital: Hospital; readonly appId: string };
type CameFrom = { readonly returnTo: string; readonly hospitalId?: string | undefined; readonly from?: string | undefined };

/** The page that is returned to, and whose it is: the hospital that was named, or the first of the app. `step`: counted for the poster they came by. */
async function placeOf({ apps, countPoster }: HandOverDeps, { returnTo, hospitalId, from }: CameFrom, step?: PosterStep): Promise<Result<Place, 'open-platform/return-not-registered'>> {
  const address = readReturnAddress(returnTo);
  const place = address && (await hospitalAt(apps, address, hospitalId));
  if (!place) return refuse('open-platform/return-not-registered');
  if (step !== undefined && from !== undefined) await countPoster(place.appId, from, step);
  return ok(place);
}

async function hospitalAt(apps: HandOverDeps['apps'], address: ReturnAddress, hospitalId: string | undefined): Promise<Place | undefined> {
  const open = (await apps.ofHost(address.host)).filter((app) => !app.closed && isRegistered(address, app.redirectHosts));
  const places = open.flatMap(({ appId, hospitals }) => hospitals.map((hospital) => ({ address, hospital, appId })));
  return hospitalId === undefined ? places[0] : places.find(({ hospital }) => hospital.hospitalId === hospitalId);
}
