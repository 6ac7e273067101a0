/** Before a clerk confirms: who is here, and who asks to act for them, to be read to the person who is to say yes. */
import type { Staff } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { awaitsConsent } from '../../../shared/identity/family.rules';
import type { readCounterCodeRoute } from '../../../shared/identity/identity.routes';
import { askingIn, isMember } from '../identity.rules';
import type { Accounts, Files, MeetAtCounter } from '../identity.ports';

export type ReadCounterCode = (input: InputOf<typeof readCounterCodeRoute>, caller: Staff) => Answer<typeof readCounterCodeRoute>;

export type ReadCounterCodeDeps = { readonly meetAtCounter: MeetAtCounter; readonly files: Files; readonly accounts: Pick<Accounts, 'openPhone'> };

export function makeReadCounterCode({ meetAtCounter, ...rooms }: ReadCounterCodeDeps): ReadCounterCode {
  return async function readCounterCode(input, caller) {
    const met = await meetAtCounter(caller, input, 'identity.read-counter-code');
    if (!met.ok) return met;
    const { file, person, named } = met.value;
    const asked = isMember(person) && awaitsConsent(person.member.link) ? { asking: await askingIn(rooms, file, person) } : {};
    return ok({ maskedName: maskName(named.name), ...asked });
  };
}
