import { View } from '@tarojs/components';
import { confirmPresenceRoute } from '@shared/identity/identity.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address } from '../../../app/routes';
import { useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppField } from '../../../ui/app-field';
import { AppPage } from '../../../ui/app-page';
import { EmptyState } from '../../../ui/states';
import { refusalText } from '../../../ui/words';
import { DocumentFields, missingIn, type TypedDocument } from '../../../ui/document-fields';
import { errorsOf, RefusedForm, type FormErrors } from '../../components/refused-form';
import { SignedInOnly } from '../../components/signed-in-only';
import { DOCUMENT_ORDER } from '../../../ui/document-words';
import { CONFIRM_REFUSALS, STAFF_PRESENCE } from '../../presence.copy';

const NOTHING: TypedDocument = { name: '', idType: '01', idNumber: '' };

function Form() {
  const confirm = useWrite(confirmPresenceRoute);
  const [code, setCode] = useState('');
  const [typed, setTyped] = useState(NOTHING);
  const [pressed, setPressed] = useState(false);
  const [problem, setProblem] = useState<Refusal>();
  const [confirmed, setConfirmed] = useState<string>();
  const missing = missingIn(typed);
  const codeMissing = code.trim() === '';
  const errors: FormErrors = pressed && missing ? missing : errorsOf(problem, (refusal) => refusalText(CONFIRM_REFUSALS, refusal as Refusal<keyof typeof CONFIRM_REFUSALS>));
  async function submit() {
    setPressed(true);
    if (missing || codeMissing) return;
    const result = await confirm.send({ ...typed, code: code.replace(/\s/g, '') });
    if (result.ok) setConfirmed(result.value.maskedName);
    setProblem(result.ok ? undefined : result.refusal);
  }
  function next() {
    setCode('');
    setTyped(NOTHING);
    setPressed(false);
    setConfirmed(undefined);
  }
  if (confirmed !== undefined) return <EmptyState icon="verified" title={STAFF_PRESENCE.done(confirmed)} text={STAFF_PRESENCE.doneText} action={{ label: STAFF_PRESENCE.next, onPress: next }} />;
  return (
    <View>
      <AppCard>
        <AppField label={STAFF_PRESENCE.code} hint={STAFF_PRESENCE.codeHint} value={code} type="number" maxLength={9} error={pressed && codeMissing ? STAFF_PRESENCE.codeMissing : undefined} onChange={setCode} />
        <DocumentFields value={typed} onChange={setTyped} types={DOCUMENT_ORDER} errors={errors} />
      </AppCard>
      <RefusedForm refusal={problem} errors={errors} here={address.staffPresence()} />
      <AppButton busy={confirm.busy} onPress={() => { void submit(); }}>{STAFF_PRESENCE.submit}</AppButton>
    </View>
  );
}

export default function StaffPresencePage() {
  return (
    <AppPage title={STAFF_PRESENCE.title} lead={STAFF_PRESENCE.lead}>
      <SignedInOnly here={address.staffPresence()}><Form /></SignedInOnly>
    </AppPage>
  );
}
