/** 亮码: the dynamic code comes from the authority each time; the static one was kept, for when there is no network. */
import { DYNAMIC_RENEW_SECONDS } from '../../../shared/card/card.rules';
import type { showCodeRoute } from '../../../shared/card/card.routes';
import type { CodeView } from '../../../shared/card/card.schema';
import type { Resident } from '../../../shared/kernel/caller';
import { chinaDayOf, instantOf } from '../../../shared/kernel/china-day';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import type { Access, Authority, Card, CardRefusal, LearnState, Packages, SeenCard, StaticCode } from '../card.ports';
import { askedBy, recorded } from '../card.rules';

export type ShowCodeDeps = {
  readonly access: Pick<Access, 'card'>;
  readonly packages: Pick<Packages, 'revise'>;
  readonly authority: Pick<Authority, 'code'>;
  readonly staticCode: StaticCode;
  readonly learnState: LearnState;
  readonly now: () => number;
};
export type ShowCode = (input: InputOf<typeof showCodeRoute>, caller: Resident) => Answer<typeof showCodeRoute>;

export function makeShowCode(deps: ShowCodeDeps): ShowCode {
  return async function showCode(asked, caller) {
    const purpose = purposeOf(asked);
    const found = await deps.access.card(askedBy(caller, `card.${purpose}-code`), asked.cardId);
    if (!found.ok) return found;
    const { card } = found.value;
    if (card.state === 'lost') return refuse('card/lost');
    if (card.state === 'closed') return refuse('card/closed');
    const code = asked.kind === 'static' ? await staticView(deps, card) : await dynamicView(deps, card);
    if (!code.ok) await deps.learnState(card, code.refusal.code);
    else if (purpose !== 'keep-static') await tellShown(deps, found.value);
    return code;
  };
}

/** A dynamic code lives for a minute: whoever asks for one shows it. */
function purposeOf({ kind, toKeep }: InputOf<typeof showCodeRoute>): 'show-dynamic' | 'show-static' | 'keep-static' {
  if (kind === 'dynamic') return 'show-dynamic';
  return toKeep === true ? 'keep-static' : 'show-static';
}

async function staticView({ staticCode, now }: ShowCodeDeps, card: Card): Promise<Result<CodeView, CardRefusal>> {
  const text = await staticCode(card);
  return text.ok ? ok({ kind: 'static', text: text.value, servedAt: instantOf(now()) }) : text;
}

async function dynamicView({ authority, now }: ShowCodeDeps, { healthCardId, accountId }: Card): Promise<Result<CodeView, CardRefusal>> {
  const code = await authority.code(healthCardId, 'dynamic', accountId);
  if (!code.ok) return code;
  const { text, validUntil } = code.value;
  return ok({ kind: 'dynamic', text, renewAfterSeconds: DYNAMIC_RENEW_SECONDS, servedAt: instantOf(now()), ...(validUntil ? { validUntil } : {}) });
}

/** History tells it once a day: a code is renewed every minute. */
async function tellShown({ packages, now }: ShowCodeDeps, { card, by }: SeenCard): Promise<void> {
  const today = chinaDayOf(now());
  if (card.shownOn === today) return;
  await packages.revise(card.accountId, async ({ cards }) => {
    const fresh = cards.find(({ cardId }) => cardId === card.cardId);
    if (!fresh || fresh.shownOn === today) return { outcome: undefined };
    return { change: { changed: { card: { ...fresh, shownOn: today } }, ...recorded(card, { at: instantOf(now()), kind: 'shown', by }) }, outcome: undefined };
  });
}
