import { needsPresence } from '@shared/card/card.rules';
import type { CounterMove, MovedAtCounter, moveAtCounterRoute } from '@shared/card/counter.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import type { CallRefusal, InputFor } from '../platform/call';
import type { Photo } from '../platform/photo';
import { toTop } from '../platform/scroll';
import { refusalText } from '../ui/words';
import { ASSIST } from './assisted.copy';
import { claimOf, errorsOfRefusal, needsGuardian, type TypedConsent, type TypedPerson } from './assisted-form';
import { useMoveAtCounter } from './card.queries';
import type { ConsentErrors } from './components/assisted-consent';
import { COUNTER, COUNTER_REFUSALS } from './counter.copy';
import { useTypedPerson } from './use-typed-person';

type Typed = TypedConsent & { readonly move: CounterMove | undefined; readonly photo: Photo | undefined };
type Wrong = ConsentErrors & { readonly move?: string | undefined };

const NOTHING: Typed = { seen: false, kind: 'signature', move: undefined, photo: undefined };

function wrongIn({ seen, move, photo }: Typed): Wrong | undefined {
  const unsigned = move !== undefined && needsPresence(move) && !photo;
  const wrong = { seen: seen ? undefined : ASSIST.seenMissing, move: move ? undefined : COUNTER.moveMissing, photo: unsigned ? COUNTER.photoMissing : undefined };
  return Object.values(wrong).every((one) => one === undefined) ? undefined : wrong;
}

/** The move as it is sent: nobody's telephone, and a signature only where one is asked for. */
function moveOf(person: TypedPerson, typed: Typed, move: CounterMove): InputFor<typeof moveAtCounterRoute> {
  const { proof, ...claim } = claimOf({ ...person, phone: '' }, typed, typed.photo?.base64 ?? '');
  return { ...claim, move, ...(needsPresence(move) ? { proof } : {}) };
}

/** What is to be done, and what is missing for it until it is there. */
function useMove() {
  const [typed, setTyped] = useState(NOTHING);
  const [wrong, setWrong] = useState<Wrong>({});
  return {
    typed, wrong,
    type: (next: Typed) => {
      setTyped(next);
      setWrong({ seen: next.seen ? undefined : wrong.seen, move: next.move ? undefined : wrong.move, photo: wrongIn(next)?.photo && wrong.photo });
    },
    /** The move, when everything is there for it. */
    ready: () => {
      const found = wrongIn(typed);
      setWrong(found ?? {});
      return found ? undefined : typed.move;
    },
  };
}

/** One visit to the counter, from the document to the moved card: what was typed stays when the platform refuses it. */
export function useCounter(onMoved: (move: CounterMove, moved: MovedAtCounter) => void) {
  const moving = useMoveAtCounter();
  const [atPerson, setAtPerson] = useState(true);
  const whom = useTypedPerson();
  const what = useMove();
  const [problem, setProblem] = useState<string>();

  function toMove() {
    setProblem(undefined);
    // A child's loss waits for nobody; what gives the card back asks for the guardian.
    if (!whom.isWell(true)) return;
    if (needsGuardian(whom.person)) what.type({ ...what.typed, kind: 'guardian-signature' });
    setAtPerson(false);
    toTop();
  }

  async function submit() {
    setProblem(undefined);
    const move = what.ready();
    if (!move) return;
    const result = await moving.send(moveOf(whom.person, what.typed, move));
    toTop();
    if (result.ok) onMoved(move, result.value);
    else show(result.refusal);
  }

  /** Above the form, or at the field it names. */
  function show(refusal: Refusal<CallRefusal<typeof moveAtCounterRoute>>) {
    const text = refusalText(COUNTER_REFUSALS, refusal);
    const inPerson = errorsOfRefusal(refusal, text);
    if (inPerson) whom.setWrong(inPerson);
    else setProblem(text);
    setAtPerson(inPerson !== undefined);
  }

  return { atPerson, whom, what, problem, busy: moving.busy, toMove, toPerson: () => { setAtPerson(true); }, submit: () => { void submit(); } };
}
