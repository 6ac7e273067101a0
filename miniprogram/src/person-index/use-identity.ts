import { listKnownDocumentsRoute } from '@shared/person-index/person-index.routes';
import type { OutputOf } from '@shared/kernel/route';
import { useState } from 'react';
import { useWrite } from '../platform/queries';
import { missingIn, stillWrong, type DocumentErrors, type TypedDocument } from '../ui/typed-document';
import { refusalText } from '../ui/words';
import { PERSON_REFUSALS } from './person-index.copy';

export type Known = OutputOf<typeof listKnownDocumentsRoute>;

const NOTHING: TypedDocument = { name: '', idType: '01', idNumber: '' };

/** One identity as the registrar types it from a document, and what the index knows by it. What was found goes when something else is typed. */
export function useIdentity() {
  const asking = useWrite(listKnownDocumentsRoute);
  const [typed, setTyped] = useState(NOTHING);
  const [wrong, setWrong] = useState<DocumentErrors>({});
  const [known, setKnown] = useState<Known>();
  const [problem, setProblem] = useState<string>();
  async function find() {
    const missing = missingIn(typed);
    setWrong(missing ?? {});
    if (missing) return;
    const result = await asking.send(typed);
    setKnown(result.ok ? result.value : undefined);
    setProblem(result.ok ? undefined : refusalText(PERSON_REFUSALS, result.refusal));
  }
  return {
    typed, wrong, known, problem, busy: asking.busy, find,
    type: (next: TypedDocument) => {
      setWrong(stillWrong(wrong, typed, next));
      setTyped(next);
      setKnown(undefined);
      setProblem(undefined);
    },
  };
}
export type Identity = ReturnType<typeof useIdentity>;
