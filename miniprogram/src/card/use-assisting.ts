import { useState } from 'react';
import { chinaDayOf } from '@shared/kernel/china-day';
import { nowMs } from '../platform/clock';
import type { Photo } from '../platform/photo';
import { refusalText } from '../ui/words';
import { ASSIST, ASSIST_REFUSALS, type Claimed } from './assisted.copy';
import { claimOf, errorsOfRefusal, needsGuardian, NOBODY, personErrors, type PersonErrors, type TypedConsent, type TypedPerson } from './assisted-form';
import { useAssistClaim } from './card.queries';
import type { ConsentErrors } from './components/assisted-consent';

type Step = 'person' | 'consent';

/** One assisted claim from the first field to the card: what was typed stays when the platform refuses it. */
export function useAssisting(onClaimed: (claimed: Claimed) => void) {
  const claim = useAssistClaim();
  const [step, setStep] = useState<Step>('person');
  const [person, setPerson] = useState<TypedPerson>(NOBODY);
  const [personWrong, setPersonWrong] = useState<PersonErrors>({});
  const [consent, setConsent] = useState<TypedConsent>({ seen: false, kind: 'signature' });
  const [consentWrong, setConsentWrong] = useState<ConsentErrors>({});
  const [photo, setPhoto] = useState<Photo>();
  const [problem, setProblem] = useState<string>();

  function toConsent() {
    const wrong = personErrors(person, chinaDayOf(nowMs()));
    setPersonWrong(wrong ?? {});
    setProblem(undefined);
    if (wrong) return;
    // Whoever cannot sign yet has somebody who signs for them.
    if (needsGuardian(person)) setConsent({ ...consent, kind: 'guardian-signature' });
    setStep('consent');
  }

  async function submit() {
    setProblem(undefined);
    setConsentWrong({ seen: consent.seen ? undefined : ASSIST.seenMissing, photo: photo ? undefined : ASSIST.photoMissing });
    if (!consent.seen || !photo) return;
    const result = await claim.send(claimOf(person, consent, photo.base64));
    if (result.ok) {
      onClaimed(result.value);
      return;
    }
    const text = refusalText(ASSIST_REFUSALS, result.refusal);
    const wrong = errorsOfRefusal(result.refusal, text);
    if (wrong) {
      setPersonWrong(wrong);
      setStep('person');
    } else setProblem(text);
  }

  return {
    step, person, personWrong, consent, consentWrong, photo, problem, busy: claim.busy,
    setPerson, setConsent, setPhoto, toConsent, toPerson: () => { setStep('person'); }, submit: () => { void submit(); },
  };
}
