/** How people prove that they are there: before the camera of a phone, or at a counter. */
import { beginFaceCheckRoute, confirmPresenceRoute, finishFaceCheckRoute, openCounterCodeRoute } from '../../shared/identity/identity.routes';
import { ACTING_TEXT } from '../../shared/identity/acting-text';
import { consentText } from '../../shared/identity/consent-texts';
import type { SamplePerson } from '../../functions/local/seed/sample-people';
import type { Town } from './open-town';
import { makePhone, type Phone } from './phone';

const YES = { actingAgreed: ACTING_TEXT.version, faceAgreed: consentText('face').version };

/** The person named by `memberId` (or the holder) says yes, and looks into this phone's camera. */
export async function proveByFace(town: Town, phone: Phone, memberId?: string): Promise<void> {
  if (memberId === undefined) await phone.consent('face');
  const { checkId, verifyId } = await phone.must(beginFaceCheckRoute, memberId === undefined ? {} : { memberId, ...YES });
  town.wechat.phone.faceAct(verifyId, 'pass');
  await phone.must(finishFaceCheckRoute, { checkId });
}

/** The person tells the phone's number at the counter and shows the document. */
export async function proveAtCounter(phone: Phone, clerk: Phone, { name, idType, idNumber }: SamplePerson): Promise<void> {
  const { code } = await phone.must(openCounterCodeRoute, {});
  await clerk.must(confirmPresenceRoute, { code, name, idType, idNumber });
}

export async function staffPhone(town: Town, wechatUser: string): Promise<Phone> {
  const phone = makePhone(town);
  await phone.signIn(wechatUser);
  await phone.consent('privacy', 'sensitive');
  return phone;
}
