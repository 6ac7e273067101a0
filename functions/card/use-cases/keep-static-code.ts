/** The static code is the authority's own text: asked once, then kept, so that it is there when the authority is not. */
import { ok } from '../../../shared/kernel/result';
import type { Authority, Packages, StaticCode } from '../card.ports';

export type KeepStaticCodeDeps = { readonly packages: Pick<Packages, 'open' | 'revise'>; readonly authority: Pick<Authority, 'code'> };

export function makeKeepStaticCode({ packages, authority }: KeepStaticCodeDeps): StaticCode {
  return async function keepStaticCode(card) {
    const { codeText } = await packages.open(card);
    if (codeText) return ok(codeText);
    const asked = await authority.code(card.healthCardId, 'static', card.accountId);
    if (!asked.ok) return asked;
    const { text } = asked.value;
    await packages.revise(card.accountId, async ({ cards }) => {
      const fresh = cards.find(({ cardId }) => cardId === card.cardId);
      if (!fresh) return { outcome: undefined };
      return { change: { changed: { card: fresh, contents: { ...(await packages.open(fresh)), codeText: text } } }, outcome: undefined };
    });
    return ok(text);
  };
}
