import type { assistClaimRoute } from '@shared/card/assisted.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import type { CallRefusal } from '../platform/call';
import type { Photo } from '../platform/photo';
import { toTop } from '../platform/scroll';
import { refusalText } from '../ui/words';
import { ASSIST, ASSIST_REFUSALS, type Claimed } from './assisted.copy';
import { claimOf, errorsOfRefusal, needsGuardian, type TypedConsent } from './assisted-form';
import { useAssistClaim } from './card.queries';
import type { ConsentErrors } from './components/assisted-consent';
import { useTypedPerson } from './use-typed-person';

type Problem = { readonly text: string; /** There is a card, and it was reported lost: another page is for that. */ readonly lost: boolean };

/** What was signed, and what is missing of it until it is there. */
function useSigned() {
  const [consent, setConsent] = useState<TypedConsent>({ seen: false, kind: 'signature' });
  const [wrong, setWrong] = useState<ConsentErrors>({});
  const [photo, setPhoto] = useState<Photo>();
  return {
    consent, wrong, photo, setWrong,
    type: (next: TypedConsent) => {
      setConsent(next);
      setWrong({ ...wrong, seen: next.seen ? undefined : wrong.seen });
    },
    keep: (next: Photo) => {
      setPhoto(next);
      setWrong({ ...wrong, photo: undefined });
    },
  };
}

/** One assisted claim from the first field to the card: what was typed stays when the platform refuses it. */
export function useAssisting(onClaimed: (claimed: Claimed) => void) {
  const claim = useAssistClaim();
  const [atPerson, setAtPerson] = useState(true);
  const typed = useTypedPerson();
  const signed = useSigned();
  const [problem, setProblem] = useState<Problem>();

  function toConsent() {
    setProblem(undefined);
    if (!typed.isWell()) return;
    // Whoever cannot sign yet has somebody who signs for them.
    if (needsGuardian(typed.person)) signed.type({ ...signed.consent, kind: 'guardian-signature' });
    setAtPerson(false);
    toTop();
  }

  async function submit() {
    const { consent, photo } = signed;
    setProblem(undefined);
    signed.setWrong({ seen: consent.seen ? undefined : ASSIST.seenMissing, photo: photo ? undefined : ASSIST.photoMissing });
    if (!consent.seen || !photo) return;
    const result = await claim.send(claimOf(typed.person, consent, photo.base64));
    toTop();
    if (result.ok) onClaimed(result.value);
    else show(result.refusal);
  }

  /** Above the form, or at the field it names. */
  function show(refusal: Refusal<CallRefusal<typeof assistClaimRoute>>) {
    const text = refusalText(ASSIST_REFUSALS, refusal);
    const inPerson = errorsOfRefusal(refusal, text);
    if (inPerson) typed.setWrong(inPerson);
    else setProblem({ text, lost: refusal.code === 'card/lost' });
    setAtPerson(inPerson !== undefined);
  }

  return { atPerson, typed, signed, problem, busy: claim.busy, toConsent, toPerson: () => { setAtPerson(true); }, submit: () => { void submit(); } };
}
