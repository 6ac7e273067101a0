import { View } from '@tarojs/components';
import { ASSISTING_ROLES } from '@shared/card/assisted.routes';
import { confirmPresenceRoute, readMeRoute } from '@shared/identity/identity.routes';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, replace } from '../../../app/routes';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppField } from '../../../ui/app-field';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { refusalText } from '../../../ui/words';
import { DocumentFields } from '../../../ui/document-fields';
import { missingIn, type TypedDocument } from '../../../ui/typed-document';
import { errorsOf, RefusedForm, stillRefused, type FormErrors } from '../../components/refused-form';
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
  function type(next: TypedDocument) {
    setTyped(next);
    setProblem(stillRefused(problem, typed, next));
  }
  async function submit() {
    setPressed(true);
    if (missing || codeMissing) return;
    const result = await confirm.send({ ...typed, code: code.normalize('NFKC').replace(/\s/g, '') });
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
        <AppField label={STAFF_PRESENCE.code} hint={STAFF_PRESENCE.codeHint} value={code} type="tel" maxLength={9} error={pressed && codeMissing ? STAFF_PRESENCE.codeMissing : undefined} onChange={setCode} />
        <DocumentFields value={typed} onChange={type} types={DOCUMENT_ORDER} errors={errors} />
      </AppCard>
      <RefusedForm refusal={problem} errors={errors} here={address.staffPresence()} />
      <AppButton busy={confirm.busy} onPress={() => { void submit(); }}>{STAFF_PRESENCE.submit}</AppButton>
    </View>
  );
}

/** A resident who came here is told at once, and shown their own way. */
function StaffOnly() {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  if (ASSISTING_ROLES.includes(me.value.post?.role ?? '')) return <Form />;
  return <EmptyState icon="info" title={STAFF_PRESENCE.notStaffTitle} text={STAFF_PRESENCE.notStaffText} action={{ label: STAFF_PRESENCE.mine, onPress: () => { replace(address.presence()); } }} />;
}

export default function StaffPresencePage() {
  return (
    <AppPage title={STAFF_PRESENCE.title} lead={STAFF_PRESENCE.lead}>
      <SignedInOnly here={address.staffPresence()}><StaffOnly /></SignedInOnly>
    </AppPage>
  );
}
