import { useState } from 'react';
import { chinaDayOf } from '@shared/kernel/china-day';
import { nowMs } from '../platform/clock';
import { nobodyOn, personErrors, personStillWrong, type PersonErrors, type TypedPerson } from './assisted-form';

/** The person as a clerk types them from the document, and what is wrong: what is put right is no longer called wrong. */
export function useTypedPerson() {
  const [person, setPerson] = useState<TypedPerson>(() => nobodyOn(chinaDayOf(nowMs())));
  const [wrong, setWrong] = useState<PersonErrors>({});
  return {
    person, wrong, setWrong,
    type: (next: TypedPerson) => {
      setPerson(next);
      setWrong(personStillWrong(wrong, person, next));
    },
    /** Judges what was typed; true when nothing is seen to be wrong. */
    isWell: (guardianMayWait = false) => {
      const found = personErrors(person, guardianMayWait);
      setWrong(found ?? {});
      return found === undefined;
    },
  };
}
