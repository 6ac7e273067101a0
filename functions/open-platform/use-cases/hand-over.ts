/** 嵌入页面 (1.3): back to a page the institution registered, with a one-time code that only this institution can use. */
import type { Resident, Visitor } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { ADD_CARD, DECLINED } from '../../../shared/open-platform/code.rules';
import type { giveHealthCodeRoute, giveUserCodeRoute, leaveHandOverRoute, readHandOverRoute } from '../../../shared/open-platform/hand-over.routes';
import { isMiniPage, isRegistered, readReturnAddress, withParameters, type ReturnAddress } from '../../../shared/open-platform/redirect';
import type { Apps, CountPoster, Hospital, OneTimeCodes, PartnerApp, PosterStep, RecordAudit, ShownCard } from '../open-platform.ports';

export type HandOverDeps = {
  readonly apps: Pick<Apps, 'ofHost' | 'ofHospital'>;
  readonly codes: Pick<OneTimeCodes, 'mint' | 'mintHealthCode' | 'peek'>;
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
    const { goodFor, returnTo } = place.value;
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'open-platform.give-user-code', ground: 'self', requestId });
    return ok({ address: withParameters(returnTo, { wechatCode: await deps.codes.mint('wechat', { ...goodFor, accountId }) }) });
  };
}

export function makeGiveHealthCode(deps: HandOverDeps): GiveHealthCode {
  return async function giveHealthCode({ cardId, ...cameFrom }, { accountId, requestId }) {
    const place = await placeOf(deps, cameFrom);
    if (!place.ok) return place;
    const { goodFor, returnTo } = place.value;
    await deps.recordAudit({ subject: accountId, actor: accountId, action: 'open-platform.give-health-code', ground: 'self', requestId });
    const card = await deps.shownCard({ accountId, cardId, requestId });
    if (!card) return refuse('card/unknown');
    if (card.state !== 'active') return refuse(card.state === 'lost' ? 'card/lost' : 'card/closed');
    if (cameFrom.from !== undefined) await deps.countPoster(place.value.appIds, cameFrom.from, 'card-given');
    return ok({ address: withParameters(returnTo, { healthCode: await deps.codes.mintHealthCode({ ...goodFor, accountId, cardId }) }) });
  };
}

export function makeLeaveHandOver(deps: HandOverDeps): LeaveHandOver {
  return async function leaveHandOver({ choice, ...cameFrom }) {
    const place = await placeOf(deps, cameFrom, 'left');
    return place.ok ? ok({ address: withParameters(place.value.returnTo, { healthCode: choice === 'add-card' ? ADD_CARD : DECLINED }) }) : place;
  };
}

/** `goodFor`: who may use a code that is brought there. */
type Place = { readonly returnTo: string; readonly hospital: Hospital; /** Of this hospital there: it may have several. */ readonly appIds: readonly string[]; readonly goodFor: { readonly host: string; readonly hospitalId: string } | { readonly appId: string } };
type CameFrom = { readonly returnTo: string; readonly hospitalId?: string | undefined; readonly from?: string | undefined; readonly orderId?: string | undefined };

/** The page that is returned to, and whose it is: the hospital that was named, or the first of the app. `step`: counted for the poster they came by. */
async function placeOf(deps: HandOverDeps, cameFrom: CameFrom, step?: PosterStep): Promise<Result<Place, 'open-platform/return-not-registered'>> {
  const address = readReturnAddress(cameFrom.returnTo);
  const place = address ? await webPlace(deps, address, cameFrom) : await miniPlace(deps, cameFrom);
  if (!place) return refuse('open-platform/return-not-registered');
  if (step !== undefined && cameFrom.from !== undefined) await deps.countPoster(place.appIds, cameFrom.from, step);
  return ok(place);
}

/** Several apps may share the host, of one hospital or of several: a code is good for those of the hospital whose name is shown. */
async function webPlace(deps: HandOverDeps, address: ReturnAddress, cameFrom: CameFrom): Promise<Place | undefined> {
  const open = (await deps.apps.ofHost(address.host)).filter((app) => !app.closed && isRegistered(address, app.redirectHosts));
  const there = open.flatMap(({ hospitals }) => hospitals);
  const named = cameFrom.hospitalId ?? (await namedHospital(deps, cameFrom));
  const found = there.find(({ hospitalId }) => hospitalId === named);
  const hospital = cameFrom.hospitalId === undefined ? (found ?? there[0]) : found;
  if (!hospital) return undefined;
  const { hospitalId } = hospital;
  const appIds = open.filter(({ hospitals }) => hospitals.some((one) => one.hospitalId === hospitalId)).map(({ appId }) => appId);
  return { returnTo: address.text, hospital, appIds, goodFor: { host: address.host, hospitalId } };
}

/** 1.3: a page of the mini-program around us, or `back`. It leads nowhere else, so only whose it is must be known: by the hospital, or by the order for the wallet. */
async function miniPlace(deps: HandOverDeps, { returnTo, ...cameFrom }: CameFrom): Promise<Place | undefined> {
  if (!isMiniPage(returnTo)) return undefined;
  const named = await namedHospital(deps, cameFrom);
  const open = (await deps.apps.ofHospital(named)).filter(({ closed }) => !closed);
  // Of several, one that has a mini-program.
  const [app] = [...open.filter(hasMiniProgram), ...open];
  const hospital = app?.hospitals.find((one) => one.hospitalId === named);
  return app && hospital && { returnTo, hospital, appIds: [app.appId], goodFor: { appId: app.appId } };
}

async function namedHospital({ codes }: HandOverDeps, { orderId, hospitalId = '' }: Omit<CameFrom, 'returnTo'>): Promise<string> {
  const order = orderId === undefined ? undefined : await codes.peek('wallet-order', orderId);
  return order?.more?.['hospitalId'] ?? hospitalId;
}

function hasMiniProgram({ redirectHosts }: PartnerApp): boolean {
  return redirectHosts.some((host) => host.startsWith('mini-program:'));
}
