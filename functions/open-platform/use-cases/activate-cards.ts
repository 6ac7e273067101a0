/** 激活 (1.6): the link says which patient of which hospital; who activates is whoever signed in, and only their own card or their child's. */
import type { Resident } from '../../../shared/kernel/caller';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { Answer, InputOf } from '../../../shared/kernel/route';
import { readLinkSubject, sealedPart } from '../../../shared/open-platform/activation-link';
import { isRegistered, readReturnAddress, type ReturnAddress } from '../../../shared/open-platform/redirect';
import type { activateCardsRoute, readWaitingCardsRoute } from '../../../shared/open-platform/upgrade.routes';
import type { ActivateCard, Apps, Hospital, LinkCipher, PartnerApp, RecordAudit, ShownCards, WaitingCard, WaitingCards } from '../open-platform.ports';

export type ActivateCardsDeps = {
  readonly apps: Pick<Apps, 'ofHost'>;
  readonly waiting: Pick<WaitingCards, 'of' | 'maskedName' | 'activated'>;
  readonly linkCipher: Pick<LinkCipher, 'open'>;
  readonly activateCard: ActivateCard;
  readonly shownCards: ShownCards;
  readonly recordAudit: RecordAudit;
};
export type ReadWaitingCards = (input: InputOf<typeof readWaitingCardsRoute>, caller: Resident) => Answer<typeof readWaitingCardsRoute>;
export type ActivateCards = (input: InputOf<typeof activateCardsRoute>, caller: Resident) => Answer<typeof activateCardsRoute>;

export function makeReadWaitingCards(deps: ActivateCardsDeps): ReadWaitingCards {
  return async function readWaitingCards(cameBy, caller) {
    const read = await readLink(deps, cameBy);
    if (!read.ok) return read;
    const { hospital } = read.value;
    const cards = await theirs(deps, read.value.cards, caller);
    if (cards.length === 0) return refuse('open-platform/card-of-another');
    const named = cards.map(async (card) => ({ waitingId: card.waitingId, maskedName: await nameOf(deps, card, caller), state: shownState(card) }));
    return ok({ hospitalName: hospital.name, cards: await Promise.all(named) });
  };
}

export function makeActivateCards(deps: ActivateCardsDeps): ActivateCards {
  return async function activateCards(cameBy, caller) {
    const read = await readLink(deps, cameBy);
    if (!read.ok) return read;
    const done = [];
    for (const card of read.value.cards) done.push(await activated(deps, card, caller));
    const names = done.flatMap((one) => (one.ok && one.value !== undefined ? [one.value] : []));
    if (names.length > 0) return ok({ activated: names, address: read.value.address.text });
    // What stops one card stops no other one; it is said where none was to be had.
    return done.find((one) => !one.ok) ?? refuse('open-platform/card-of-another');
  };
}

type Stopped = Extract<Awaited<ReturnType<ActivateCard>>, { readonly ok: false }>['refusal']['code'];

/** Whose it is; undefined when it is another's, or closed. */
async function activated(deps: ActivateCardsDeps, card: WaitingCard, caller: Resident): Promise<Result<string | undefined, Stopped>> {
  const { accountId, sessionId, requestId, consents } = caller;
  const done = await deps.activateCard({ accountId, sessionId, requestId, consents, healthCardId: card.healthCardId });
  if (!done.ok) return done;
  if (done.value !== 'active') return ok(undefined);
  // Undone or activated at this very moment: the authority has decided, this is only what the link shows.
  if (card.state === 'waiting') await deps.waiting.activated(card);
  return ok(await nameOf(deps, card, caller));
}

/** What became of a card is told to who has it in their package; a link may be passed on, and to others it says nothing. */
async function theirs({ shownCards }: ActivateCardsDeps, cards: readonly WaitingCard[], caller: Resident): Promise<readonly WaitingCard[]> {
  if (cards.every(({ state }) => state === 'waiting')) return cards;
  const held = (await shownCards(caller)).map(({ healthCardId }) => healthCardId);
  return cards.filter(({ state, healthCardId }) => state === 'waiting' || held.includes(healthCardId));
}

function shownState({ state }: WaitingCard): 'waiting' | 'activated' {
  return state === 'activated' ? 'activated' : 'waiting';
}

async function nameOf({ waiting, recordAudit }: ActivateCardsDeps, card: WaitingCard, { accountId, requestId }: Resident): Promise<string> {
  await recordAudit({ subject: `card#${card.healthCardId}`, actor: accountId, action: 'open-platform.activate', ground: 'link', requestId });
  return waiting.maskedName(card);
}

type Link = { readonly address: ReturnAddress; readonly hospital: Hospital; readonly cards: readonly WaitingCard[] };
type CameBy = { readonly link: string; readonly returnTo: string };

/** The app is one of those that registered the page to return to: behind its id, which has no mark at its end, lies what it sealed. */
async function readLink({ apps, waiting, linkCipher }: ActivateCardsDeps, { link, returnTo }: CameBy): Promise<Result<Link, 'open-platform/return-not-registered' | 'open-platform/link-not-valid' | 'open-platform/nothing-waits'>> {
  const address = readReturnAddress(returnTo);
  const registered = address ? (await apps.ofHost(address.host)).filter((app) => !app.closed && isRegistered(address, app.redirectHosts)) : [];
  if (!address || registered.length === 0) return refuse('open-platform/return-not-registered');
  for (const app of registered) {
    const subject = openedBy(linkCipher, app, link);
    const hospital = app.hospitals.find(({ hospitalId }) => hospitalId === subject?.hospitalId);
    if (!subject || !hospital) continue;
    const cards = (await waiting.of({ appId: app.appId, ...subject })).filter(({ state }) => state !== 'withdrawn');
    return cards.length > 0 ? ok({ address, hospital, cards }) : refuse('open-platform/nothing-waits');
  }
  return refuse('open-platform/link-not-valid');
}

/** Both secrets open while one takes the other's place, and those of before what was sent then. */
function openedBy(cipher: Pick<LinkCipher, 'open'>, { appId, secrets, linkSecrets = [] }: PartnerApp, link: string) {
  const sealed = sealedPart(link, appId);
  if (sealed === undefined) return undefined;
  return [...secrets, ...linkSecrets].map((secret) => readLinkSubject(cipher.open(sealed, secret) ?? '')).find((subject) => subject !== undefined);
}
