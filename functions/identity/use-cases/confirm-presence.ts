/** 窗口核验 (L2): the clerk has the person before them. Where somebody asks to act for the person, their yes is confirmed with it, or nothing is. */
import { instantOf } from '../../../shared/kernel/china-day';
import type { Staff } from '../../../shared/kernel/caller';
import { maskName } from '../../../shared/kernel/masking';
import { ok, refuse } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { confirmPresenceRoute } from '../../../shared/identity/identity.routes';
import { agreedTo, agreeingOf, todayAt } from '../identity.rules';
import type { MeetAtCounter, ProvePresence } from '../identity.ports';

export type ConfirmPresence = (input: InputOf<typeof confirmPresenceRoute>, caller: Staff) => Answer<typeof confirmPresenceRoute>;

export type ConfirmPresenceDeps = { readonly meetAtCounter: MeetAtCounter; readonly provePresence: ProvePresence; readonly now: () => number };

const NOT_PROVED = { gone: 'presence/code-not-valid', 'not-confirmed': 'presence/not-confirmed', unavailable: 'identity/check-unavailable' } as const;

export function makeConfirmPresence({ meetAtCounter, provePresence, now }: ConfirmPresenceDeps): ConfirmPresence {
  return async function confirmPresence(input, caller) {
    const met = await meetAtCounter(caller, input, 'identity.confirm-presence');
    if (!met.ok) return met;
    const { proof, person, named } = met.value;
    // Nobody's face is taken here.
    const needed = agreeingOf(person, todayAt(now())).filter((one) => one === 'acting');
    const agreed = agreedTo(needed, input.actingAgreed === undefined ? {} : { acting: input.actingAgreed });
    if (!agreed) return refuse('presence/agreement-needed');
    const confirmedAt = instantOf(now());
    const proved = await provePresence(proof, { way: met.value.way, at: confirmedAt, person: named, agreed, witness: caller.accountId });
    return proved.ok ? ok({ maskedName: maskName(named.name), confirmedAt }) : refuse(NOT_PROVED[proved.refusal.code]);
  };
}
