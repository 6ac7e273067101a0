/** 3.6 居民扫自助机: which kiosk it is, and the card it may have. The institution is called at once, and again until it answers. */
import type { Resident } from '../../../shared/kernel/caller';
import { instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { KIOSK_AUTHORISED } from '../../../shared/open-platform/kiosk.methods';
import type { authoriseKioskRoute, readKioskRoute } from '../../../shared/open-platform/kiosk.routes';
import type { CallBack, DeliverCallBack, Kiosk, Kiosks, RecordAudit, ShownCards } from '../open-platform.ports';
import { choosable, residentEntry, unusable } from '../open-platform.rules';

export type MeetKioskDeps = {
  readonly kiosks: Pick<Kiosks, 'find' | 'authorise'>;
  readonly shownCards: ShownCards;
  readonly deliverCallBack: DeliverCallBack;
  readonly recordAudit: RecordAudit;
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
};
type Meets<Route> = (input: InputOf<Route>, caller: Resident) => Answer<Route>;

export function makeReadKiosk({ kiosks, shownCards, recordAudit }: MeetKioskDeps): Meets<typeof readKioskRoute> {
  return async function read({ uid }, caller) {
    const kiosk = await kiosks.find(uid);
    if (!kiosk) return refuse('open-platform/kiosk-unknown');
    await recordAudit(residentEntry(caller, 'read-kiosk'));
    const { hospitalName: institutionName, ssmId, healthCardId, validUntilMs } = kiosk;
    return ok({ institutionName, kiosk: ssmId, isWaiting: healthCardId === undefined, validUntil: instantOf(validUntilMs), cards: (await shownCards(caller)).map(choosable) });
  };
}

export function makeAuthoriseKiosk({ kiosks, shownCards, deliverCallBack, recordAudit, newId, now }: MeetKioskDeps): Meets<typeof authoriseKioskRoute> {
  return async function authorise({ uid, cardId }, caller) {
    const kiosk = await kiosks.find(uid);
    if (!kiosk) return refuse('open-platform/kiosk-unknown');
    if (kiosk.healthCardId !== undefined) return refuse('open-platform/kiosk-ended');
    await recordAudit(residentEntry(caller, 'authorise-kiosk'));
    const card = (await shownCards(caller)).find((one) => one.cardId === cardId);
    const not = unusable(card);
    if (!card || not) return refuse(not ?? 'card/unknown');
    const owed = owedFor(kiosk, card.healthCardId, { id: newId('call'), since: now() });
    if (!(await kiosks.authorise(kiosk, card.healthCardId, owed))) return refuse('open-platform/kiosk-ended');
    // Not taken now, it is tried again by the schedule.
    if (owed) await deliverCallBack(owed);
    return ok({ done: true });
  };
}

/** Service 159. Whose WeChat account it was is not the institution's to know. */
function owedFor({ notifyUrl, appId, hospitalId, uid }: Kiosk, healthCardId: string, { id, since }: Pick<CallBack, 'id' | 'since'>): CallBack | undefined {
  if (notifyUrl === undefined) return undefined;
  const body = JSON.stringify({ requestId: id, hospitalId, uid, statusCode: KIOSK_AUTHORISED, healthCardId, openId: '', unionId: '', ext: '' });
  return { id, appId, url: notifyUrl, body, tries: 0, since, version: 1 };
}
