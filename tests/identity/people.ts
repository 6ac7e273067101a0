/** Invented people and the steps tests take with them. */
import { citizenNumber } from '../../functions/local/seed/invented-numbers';
import { ACTING_TEXT } from '../../shared/identity/acting-text';
import { consentText } from '../../shared/identity/consent-texts';
import { addChildRoute, addAdultRoute } from '../../shared/identity/family.routes';
import { beginFaceCheckRoute, finishFaceCheckRoute, verifyRealNameRoute } from '../../shared/identity/identity.routes';
import { valueOf, type House, type SignedIn } from './house';

export type Person = { readonly name: string; readonly idType: '01' | '03' | '08' | '16' | '02'; readonly idNumber: string };

export const MOTHER = citizen('张晓敏', '1990-05-17', 1);
export const FATHER = citizen('王建国', '1988-02-03', 2);
export const GRANDMOTHER = citizen('李秀英', '1948-11-30', 3);
export const CHILD = citizen('王小宝', '2019-06-01', 4);
export const TEEN = citizen('王思远', '2011-04-20', 5);

/** Whom the register knows as guardians of the children here. */
export const GUARDIANS = [MOTHER, FATHER, GRANDMOTHER].map(({ idNumber }) => idNumber);

export function citizen(name: string, birthday: string, order: number): Person {
  return { name, idType: '01', idNumber: citizenNumber(birthday, order, '2') };
}

/** Signed in, consenting, known to the register and verified at L1. */
export async function verified(house: House, user: string, person: Person): Promise<SignedIn> {
  house.register.register({ name: person.name, number: person.idNumber });
  const who = await house.consenting(user, ['privacy', 'sensitive', 'face', 'child']);
  valueOf(await house.ask(verifyRealNameRoute, person, who));
  return who;
}

/** Yes to the texts in force, as a member says it on the asker's phone. */
export const YES = { actingAgreed: ACTING_TEXT.version, faceAgreed: consentText('face').version };

/** L2 by face, for the holder or a member who says yes. */
export async function present(house: House, who: SignedIn, memberId?: string): Promise<void> {
  const { checkId } = valueOf(await house.ask(beginFaceCheckRoute, memberId === undefined ? {} : { memberId, ...YES }, who));
  house.wechat.play(checkId, 'passed');
  valueOf(await house.ask(finishFaceCheckRoute, { checkId }, who));
}

export async function withChild(house: House, who: SignedIn, child: Person = CHILD): Promise<string> {
  house.register.register({ name: child.name, number: child.idNumber, guardians: GUARDIANS });
  return valueOf(await house.ask(addChildRoute, { ...child, guardianDeclared: true }, who)).memberId;
}

export async function withAdult(house: House, who: SignedIn, adult: Person = GRANDMOTHER): Promise<string> {
  house.register.register({ name: adult.name, number: adult.idNumber });
  return valueOf(await house.ask(addAdultRoute, { ...adult, relation: 'parent' }, who)).memberId;
}
