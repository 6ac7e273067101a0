/** A request for every route that can be answered, and what has to have happened before: told in the order in which a family would do it. */
import { ACTING_TEXT } from '../../shared/identity/acting-text';
import { assistClaimRoute } from '../../shared/card/assisted.routes';
import { bindVisitNumberRoute, listCardsRoute } from '../../shared/card/card.routes';
import { reportLossRoute } from '../../shared/card/card-life.routes';
import { addAdultRoute, addChildRoute, listFamilyRoute, openInvitationRoute } from '../../shared/identity/family.routes';
import { beginFaceCheckRoute, openCounterCodeRoute } from '../../shared/identity/identity.routes';
import {
  beginServiceAccountRoute, decidePcTicketRoute, listSessionsRoute, openPcTicketRoute, scanPcTicketRoute,
} from '../../shared/identity/sign-in.routes';
import { CONSENT_TEXTS } from '../../shared/identity/consent-texts';
import { listMessagesRoute } from '../../shared/messages/messages.routes';
import { listKnownDocumentsRoute, mergePersonsRoute } from '../../shared/person-index/person-index.routes';
import { sampleWechatUsers } from '../../functions/local/seed/registered';
import type { SamplePerson } from '../../functions/local/seed/sample-people';
import type { Town } from '../rig/open-town';
import { filing, scanning, verifying } from './hospital-steps';
import { linking } from './link-steps';
import { console, patients } from './partner-steps';
import type { Steps } from './steps';
import { wallet } from './wallet-steps';
import type { OpenPlatformSandbox } from '../../functions/sandbox/open-platform';
import { makePhone, verifiedPhone, type Phone } from '../rig/phone';
import { proveByFace, staffPhone } from '../rig/presence';

const PHOTO = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)]).toString('base64');
const shown = ({ name, idType, idNumber }: SamplePerson) => ({ name, idType, idNumber });
const byPassport = (person: SamplePerson): SamplePerson => ({ ...person, ...person.otherDocuments![0]! });

/** Everybody who takes part, as far as they are before the first step. */
export async function openCast(town: Town, outside: OpenPlatformSandbox) {
  const unionId = sampleWechatUsers(town.today).find(({ wechatUser }) => wechatUser === 'wx-gao-zhiyuan')?.unionid ?? '';
  await town.slices.identityWindow.appoint(unionId, { role: 'registrar', institutionId: 'sample-person-index', institutionName: '省主索引办公室', cityCode: '410000' });
  const [zhang, lina, unverified] = [await verifiedPhone(town, town.person('zhang-wei')), await verifiedPhone(town, town.person('li-na')), makePhone(town)];
  await zhang.consent('child', 'face');
  await lina.consent('child');
  // With a child on the file there is something sealed wherever the family is looked at.
  await zhang.must(addChildRoute, { ...shown(town.person('zhang-zihan')), guardianDeclared: true });
  await unverified.signIn('wx-ayinur');
  await unverified.consent('privacy', 'sensitive');
  await verifiedPhone(town, town.person('ma-jianguo'));
  await verifiedPhone(town, { ...byPassport(town.person('ma-jianguo')), wechatUser: 'wx-he-jie' });
  return { town, outside, zhang, lina, unverified, clerk: await staffPhone(town, 'wx-clerk-xu'), registrar: await staffPhone(town, 'wx-gao-zhiyuan') };
}
export type Cast = Awaited<ReturnType<typeof openCast>>;

export function everyRoute(cast: Cast): Steps {
  return { ...signingIn(cast), ...being(cast), ...family(cast), ...cards(cast), ...wallet(cast.town, cast.outside), ...handingOver(cast), ...cardLife(cast), ...working(cast), ...reading(cast), ...verifying(cast), ...filing(cast), ...scanning(cast), ...patients(cast), ...linking(cast), ...console(cast) };
}

async function pcTicket({ zhang }: Pick<Cast, 'zhang'>, ...acts: readonly ('scan' | 'approve')[]) {
  const { ticketId, pollSecret } = await zhang.must(openPcTicketRoute, {});
  if (acts.includes('scan')) await zhang.must(scanPcTicketRoute, { ticketId });
  if (acts.includes('approve')) await zhang.must(decidePcTicketRoute, { ticketId, approve: true });
  return { ticketId, pollSecret };
}

/** Somebody agrees on WeChat's page, and comes back with a code. */
async function webCode({ zhang }: Cast) {
  const { authorizeUrl, state } = await zhang.must(beginServiceAccountRoute, { returnTo: '/' });
  const agree = new URL(authorizeUrl);
  agree.pathname = '/sandbox/authorize';
  agree.searchParams.set('wechat_user', 'wx-zhang-wei');
  const back = await fetch(agree, { redirect: 'manual' });
  return { code: new URL(back.headers.get('location') ?? '').searchParams.get('code'), state };
}

async function signedIn({ town }: Cast, wechatUser: string): Promise<Phone> {
  const phone = makePhone(town);
  await phone.signIn(wechatUser);
  return phone;
}

function signingIn(cast: Cast): Steps {
  const { town, zhang } = cast;
  const nobody = makePhone(town);
  return {
    signInMiniProgramRoute: () => ({ phone: nobody, input: { code: town.wechat.phone.jsCode('wx-zhang-wei') } }),
    beginServiceAccountRoute: () => ({ phone: nobody, input: { returnTo: '/' } }),
    signInServiceAccountRoute: async () => ({ phone: nobody, input: await webCode(cast) }),
    openPcTicketRoute: () => ({ phone: nobody, input: {} }),
    readPcTicketRoute: async () => ({ phone: nobody, input: await pcTicket(cast) }),
    signInPcRoute: async () => ({ phone: nobody, input: await pcTicket(cast, 'scan', 'approve') }),
    scanPcTicketRoute: async () => ({ phone: zhang, input: { ticketId: (await pcTicket(cast)).ticketId } }),
    decidePcTicketRoute: async () => ({ phone: zhang, input: { ticketId: (await pcTicket(cast, 'scan')).ticketId, approve: true } }),
    renewSessionRoute: async () => ({ phone: nobody, input: { refreshToken: (await signedIn(cast, 'wx-zhang-wei')).session()?.refreshToken } }),
    listSessionsRoute: () => ({ phone: zhang, input: {} }),
    endSessionRoute: async () => {
      const { items } = await (await signedIn(cast, 'wx-zhang-wei')).must(listSessionsRoute, {});
      return { phone: zhang, input: { sessionId: items.find(({ current }) => current)?.sessionId } };
    },
    closeAccountRoute: async () => ({ phone: await signedIn(cast, 'wx-wang-wei'), input: { confirmed: 'erase-everything' } }),
    endAllSessionsRoute: async () => ({ phone: await signedIn(cast, 'wx-wang-wei'), input: {} }),
  };
}

function being({ town, zhang, unverified, clerk }: Cast): Steps {
  const [face] = CONSENT_TEXTS.filter(({ purpose }) => purpose === 'face');
  const child = async () => (await zhang.must(listFamilyRoute, {})).members.find(({ relation }) => relation === 'child')?.memberId ?? '';
  const counterCode = async () => (await zhang.must(openCounterCodeRoute, {})).code;
  const begun = async () => {
    const { checkId, verifyId } = await zhang.must(beginFaceCheckRoute, {});
    town.wechat.phone.faceAct(verifyId, 'pass');
    return checkId;
  };
  return {
    readInformationRoute: () => ({ phone: zhang, input: {} }),
    readMeRoute: () => ({ phone: zhang, input: {} }),
    bindPhoneRoute: () => ({ phone: zhang, input: { code: town.wechat.phone.phoneCode('wx-zhang-wei') } }),
    readConsentTextsRoute: () => ({ phone: zhang, input: {} }),
    withdrawConsentRoute: () => ({ phone: zhang, input: { purpose: 'face' } }),
    giveConsentRoute: () => ({ phone: zhang, input: { purpose: 'face', version: face?.version } }),
    verifyRealNameRoute: () => ({ phone: unverified, input: shown(town.person('ayinur')) }),
    listPresenceOptionsRoute: async () => ({ phone: zhang, input: { memberId: await child() } }),
    beginFaceCheckRoute: async () => ({ phone: zhang, input: { memberId: await child() } }),
    finishFaceCheckRoute: async () => ({ phone: zhang, input: { checkId: await begun() } }),
    openCounterCodeRoute: async () => ({ phone: zhang, input: { memberId: await child() } }),
    readCounterCodeRoute: async () => ({ phone: clerk, input: { code: await counterCode(), ...shown(town.person('zhang-wei')) } }),
    confirmPresenceRoute: async () => ({ phone: clerk, input: { code: await counterCode(), ...shown(town.person('zhang-wei')) } }),
  };
}

function family({ town, zhang, lina }: Cast): Steps {
  const memberOf = async (idType: string, maskedName: string) =>
    (await zhang.must(listFamilyRoute, {})).members.find((one) => one.idType === idType && one.maskedName === maskedName)?.memberId;
  const wife = () => memberOf('01', '李*');
  const invited = async () => (await zhang.must(openInvitationRoute, { memberId: await wife() })).token;
  return {
    listFamilyRoute: () => ({ phone: zhang, input: {} }),
    addChildRoute: () => ({ phone: lina, input: { ...shown(town.person('zhang-zihan')), guardianDeclared: true } }),
    addAdultRoute: () => ({ phone: zhang, input: { ...shown(town.person('li-na')), relation: 'spouse' } }),
    openInvitationRoute: async () => ({ phone: zhang, input: { memberId: await wife() } }),
    readInvitationRoute: async () => ({ phone: lina, input: { token: await invited() } }),
    decideInvitationRoute: async () => {
      await proveByFace(town, lina);
      return { phone: lina, input: { token: await invited(), accept: true, actingAgreed: ACTING_TEXT.version } };
    },
    endActingForMeRoute: async () => ({ phone: lina, input: { memberId: (await lina.must(listFamilyRoute, {})).actingForMe[0]?.memberId } }),
    removeMemberRoute: async () => {
      await zhang.send(addAdultRoute, { ...shown(town.person('wang-xiuying')), relation: 'parent' });
      return { phone: zhang, input: { memberId: await memberOf('01', '王*英') } };
    },
  };
}

function cards({ zhang }: Cast): Steps {
  const mine = async () => (await zhang.must(listCardsRoute, {})).items.map(({ cardId }) => cardId);
  const ofMine = (more: object = {}) => async () => ({ phone: zhang, input: { cardId: (await mine())[0], ...more } });
  const visit = { institutionId: 'inst-410100-1', visitNumber: 'A1' };
  return {
    checkClaimRoute: () => ({ phone: zhang, input: {} }),
    claimCardRoute: () => ({ phone: zhang, input: {} }),
    listCardsRoute: () => ({ phone: zhang, input: {} }),
    listKeptCardsRoute: () => ({ phone: zhang, input: {} }),
    refreshPackageRoute: () => ({ phone: zhang, input: {} }),
    orderCardsRoute: async () => ({ phone: zhang, input: { cardIds: await mine() } }),
    listInstitutionsRoute: () => ({ phone: zhang, input: {} }),
    readCardRoute: ofMine(),
    readCardHistoryRoute: ofMine(),
    showCodeRoute: ofMine({ kind: 'dynamic' }),
    readPrintableCardRoute: ofMine(),
    setDefaultCardRoute: ofMine(),
    bindVisitNumberRoute: ofMine(visit),
    unbindVisitNumberRoute: async () => {
      const asking = await ofMine(visit)();
      await zhang.must(bindVisitNumberRoute, asking.input);
      return asking;
    },
  };
}

function handingOver({ zhang }: Cast): Steps {
  const from = { returnTo: 'http://127.0.0.1:9/back' };
  return {
    readHandOverRoute: () => ({ phone: zhang, input: from }),
    leaveHandOverRoute: () => ({ phone: zhang, input: { ...from, choice: 'declined' } }),
    giveUserCodeRoute: () => ({ phone: zhang, input: from }),
    giveHealthCodeRoute: async () => ({ phone: zhang, input: { ...from, cardId: (await zhang.must(listCardsRoute, {})).items[0]?.cardId } }),
  };
}

/** The holder was at the counter a moment ago (`confirmPresenceRoute`), so that every move is open. */
function cardLife({ zhang }: Cast): Steps {
  const present = async () => ({ phone: zhang, input: { cardId: (await zhang.must(listCardsRoute, {})).items[0]?.cardId } });
  const lost = async () => {
    const asking = await present();
    await zhang.must(reportLossRoute, asking.input);
    return asking;
  };
  return {
    reportLossRoute: present,
    restoreCardRoute: lost,
    closeCardRoute: present,
    reissueCardRoute: present,
    removeCardRoute: present,
  };
}

function working({ town, clerk, registrar }: Cast): Steps {
  const ma = town.person('ma-jianguo');
  const merging = { survivor: shown(ma), merged: shown(byPassport(ma)), evidence: 'both-documents-seen' };
  const assisting = { ...shown(town.person('guo-fengying')), documentSeen: true, proof: { kind: 'signature', imageBase64: PHOTO } };
  const assisted = async () => ({ phone: clerk, input: { claimId: (await clerk.must(assistClaimRoute, assisting)).claimId } });
  return {
    assistClaimRoute: () => ({ phone: clerk, input: assisting }),
    listAssistedClaimsRoute: () => ({ phone: clerk, input: {} }),
    readAssistedClaimRoute: assisted,
    readAssistedProofRoute: assisted,
    moveAtCounterRoute: async () => {
      await clerk.must(assistClaimRoute, assisting);
      return { phone: clerk, input: { ...shown(town.person('guo-fengying')), documentSeen: true, move: 'report-loss' } };
    },
    mergePersonsRoute: () => ({ phone: registrar, input: merging }),
    listKnownDocumentsRoute: () => ({ phone: registrar, input: shown(ma) }),
    reverseMergeRoute: async () => {
      await registrar.send(mergePersonsRoute, merging);
      const { merges } = await registrar.must(listKnownDocumentsRoute, shown(ma));
      return { phone: registrar, input: { mergeId: merges.find(({ reversedAt }) => reversedAt === undefined)?.mergeId, reason: '登记错误' } };
    },
  };
}

function reading({ town, zhang }: Cast): Steps {
  return {
    countUnreadRoute: () => ({ phone: zhang, input: {} }),
    listMessagesRoute: () => ({ phone: zhang, input: {} }),
    markReadRoute: async () => {
      await town.idle();
      return { phone: zhang, input: { messageId: (await zhang.must(listMessagesRoute, {})).items[0]?.messageId } };
    },
    markAllReadRoute: () => ({ phone: zhang, input: {} }),
  };
}
