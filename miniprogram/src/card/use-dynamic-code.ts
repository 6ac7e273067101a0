import { useCallback, useEffect, useRef, useState } from 'react';
import { listCardsRoute, readCardRoute } from '@shared/card/card.routes';
import { nowMs, useNow } from '../platform/clock';
import { useAskAgain } from '../platform/queries';
import { useOnline } from '../platform/use-online';
import { askDynamicCode } from './card.client';
import { hold, isAlive, isDue, lifeLeft, partLeft, secondsLeft, type HeldCode } from './code-clock';
import { isPassing, type ShowProblem } from './shown-view';

export type DynamicCode = {
  /** Never one that has expired. */
  readonly text: string | undefined;
  readonly secondsLeft: number;
  readonly partLeft: number;
  /** Until the code is refused at the window. */
  readonly lifeLeft: number;
  readonly busy: boolean;
  readonly problem: ShowProblem | undefined;
  readonly renew: () => void;
};

const CARDS = [listCardsRoute, readCardRoute];

type Known = { readonly held?: HeldCode; readonly problem?: ShowProblem; readonly failedAt?: number };

/** A try that was repeated may bring the code of the first one, too old by now: then simply another is asked for. */
function knownFrom(held: HeldCode, repeated: boolean): Known {
  if (isAlive(held, nowMs())) return { held };
  return repeated ? {} : { problem: { code: 'server/error' }, failedAt: nowMs() };
}

function knownAfter({ held }: Known, problem: ShowProblem): Known {
  const failed = { problem, failedAt: nowMs() };
  return isPassing(problem) && held ? { ...failed, held } : failed;
}

/** Asks for a code, once at a time. */
function useAsking(cardId: string) {
  const [known, setKnown] = useState<Known>({});
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const firstAskedAt = useRef<number>();
  const renew = useCallback(async () => {
    if (underWay.current) return;
    const repeated = firstAskedAt.current !== undefined;
    const askedAt = firstAskedAt.current ?? nowMs();
    underWay.current = true;
    setBusy(true);
    const result = await askDynamicCode(cardId);
    underWay.current = false;
    setBusy(false);
    firstAskedAt.current = result.ok || !isPassing(result.refusal) ? undefined : askedAt;
    if (result.ok) setKnown(knownFrom(hold(result.value, askedAt), repeated));
    else setKnown((before) => knownAfter(before, result.refusal));
  }, [cardId]);
  return { known, busy, renew };
}

/** When the network is back nobody waits for the next try. */
function useWhenBack(act: () => void) {
  const online = useOnline();
  const before = useRef(online);
  const latest = useRef(act);
  useEffect(() => { latest.current = act; });
  useEffect(() => {
    if (online && !before.current) latest.current();
    before.current = online;
  }, [online]);
}

/** The dynamic code of a card, renewed by itself while `wanted`. Of another card: another component (a key), so that codes never mix. */
export function useDynamicCode(cardId: string, wanted: boolean): DynamicCode {
  const { known: { held, problem, failedAt }, busy, renew } = useAsking(cardId);
  const now = useNow(1000);
  const over = problem !== undefined && !isPassing(problem);
  // Refused for good: the card is not what the package still says it is.
  const askCards = useAskAgain(CARDS);
  useEffect(() => {
    if (over) askCards();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each refusal, whatever is drawn meanwhile
  }, [over]);
  useEffect(() => {
    if (wanted && !over && isDue({ held, failedAt }, nowMs())) void renew();
  }, [wanted, over, held, failedAt, now, renew]);
  useWhenBack(() => {
    if (wanted && !over && failedAt !== undefined) void renew();
  });
  const alive = held && isAlive(held, now) ? held : undefined;
  return {
    text: alive?.text, busy, problem,
    secondsLeft: alive ? secondsLeft(alive, now) : 0,
    partLeft: alive ? partLeft(alive, now) : 0,
    lifeLeft: alive ? lifeLeft(alive, now) : 0,
    renew: () => { void renew(); },
  };
}
