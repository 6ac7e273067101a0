import { View } from '@tarojs/components';
import { ASSISTING_ROLES } from '@shared/card/assisted.routes';
import { ACTING_TEXT } from '@shared/identity/acting-text';
import { confirmPresenceRoute, readCounterCodeRoute, readMeRoute } from '@shared/identity/identity.routes';
import type { Asking as Asker } from '@shared/identity/identity.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, replace } from '../../../app/routes';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppField } from '../../../ui/app-field';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { DocumentFields } from '../../../ui/document-fields';
import { missingIn, type TypedDocument } from '../../../ui/typed-document';
import { Asking } from '../../components/asking';
import { errorsOf, RefusedForm, stillRefused, type FormErrors } from '../../components/refused-form';
import { SignedInOnly } from '../../components/signed-in-only';
import { DOCUMENT_ORDER } from '../../../ui/document-words';
import { CONFIRM_REFUSALS, STAFF_PRESENCE } from '../../presence.copy';

const NOTHING: TypedDocument = { name: '', idType: '01', idNumber: '' };

type Typed = TypedDocument & { readonly code: string };
type Met = { readonly maskedName: string; readonly asking: Asker; readonly typed: Typed };
type Ended = { readonly confirmed: string | undefined };

/** Looks first who asks for what; confirms at once where nobody's yes is needed. */
function useMeeting() {
  const look = useWrite(readCounterCodeRoute);
  const confirm = useWrite(confirmPresenceRoute);
  const [problem, setProblem] = useState<Refusal>();
  const [met, setMet] = useState<Met>();
  const [ended, setEnded] = useState<Ended>();
  async function settle(typed: Typed, yes: { readonly actingAgreed?: string }) {
    const result = await confirm.send({ ...typed, ...yes });
    if (result.ok) setEnded({ confirmed: result.value.maskedName });
    setProblem(result.ok ? undefined : result.refusal);
  }
  async function meet(typed: Typed) {
    const result = await look.send(typed);
    setProblem(result.ok ? undefined : result.refusal);
    if (!result.ok) return;
    const { maskedName, asking } = result.value;
    if (asking) setMet({ maskedName, asking, typed });
    else await settle(typed, {});
  }
  function next() {
    setMet(undefined);
    setEnded(undefined);
    setProblem(undefined);
  }
  return { busy: look.busy || confirm.busy, problem, setProblem, met, ended, setEnded, meet, settle, next };
}

function words(refusal: Refusal): string {
  return refusalText(CONFIRM_REFUSALS, refusal as Refusal<keyof typeof CONFIRM_REFUSALS>);
}

/** Read to the person, who says yes or no themselves. */
function BeforeTheClerk({ met: { maskedName, asking, typed }, meeting }: { readonly met: Met; readonly meeting: ReturnType<typeof useMeeting> }) {
  return (
    <View>
      <Notice tone="warn">{STAFF_PRESENCE.read(maskedName)}</Notice>
      <Asking {...asking} />
      {meeting.problem === undefined ? null : <Notice tone="warn">{words(meeting.problem)}</Notice>}
      <View className="stack">
        <AppButton busy={meeting.busy} onPress={() => { void meeting.settle(typed, { actingAgreed: ACTING_TEXT.version }); }}>{STAFF_PRESENCE.agreed(asking.name)}</AppButton>
        <AppButton kind="secondary" onPress={() => { meeting.setEnded({ confirmed: undefined }); }}>{STAFF_PRESENCE.notAgreed}</AppButton>
      </View>
    </View>
  );
}

function End({ ended: { confirmed }, onNext }: { readonly ended: Ended; readonly onNext: () => void }) {
  const next = { label: STAFF_PRESENCE.next, onPress: onNext };
  if (confirmed === undefined) return <EmptyState icon="info" title={STAFF_PRESENCE.notDone} text={STAFF_PRESENCE.notDoneText} action={next} />;
  return <EmptyState icon="verified" title={STAFF_PRESENCE.done(confirmed)} text={STAFF_PRESENCE.doneText} action={next} />;
}

function Fields({ meeting }: { readonly meeting: ReturnType<typeof useMeeting> }) {
  const { problem } = meeting;
  const [code, setCode] = useState('');
  const [typed, setTyped] = useState(NOTHING);
  const [pressed, setPressed] = useState(false);
  const missing = missingIn(typed);
  const codeMissing = code.trim() === '';
  const errors: FormErrors = pressed && missing ? missing : errorsOf(problem, words);
  function type(next: TypedDocument) {
    setTyped(next);
    meeting.setProblem(stillRefused(problem, typed, next));
  }
  function submit() {
    setPressed(true);
    if (!missing && !codeMissing) void meeting.meet({ ...typed, code: code.normalize('NFKC').replace(/\s/g, '') });
  }
  return (
    <View>
      <AppCard>
        <AppField label={STAFF_PRESENCE.code} hint={STAFF_PRESENCE.codeHint} value={code} type="tel" maxLength={9} error={pressed && codeMissing ? STAFF_PRESENCE.codeMissing : undefined} onChange={setCode} />
        <DocumentFields value={typed} onChange={type} types={DOCUMENT_ORDER} errors={errors} />
      </AppCard>
      <RefusedForm refusal={problem} errors={errors} here={address.staffPresence()} />
      <AppButton busy={meeting.busy} onPress={submit}>{STAFF_PRESENCE.submit}</AppButton>
    </View>
  );
}

function Meeting() {
  const meeting = useMeeting();
  if (meeting.ended) return <End ended={meeting.ended} onNext={meeting.next} />;
  return meeting.met ? <BeforeTheClerk met={meeting.met} meeting={meeting} /> : <Fields meeting={meeting} />;
}

/** A resident who came here is told at once, and shown their own way. */
function StaffOnly() {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  if (ASSISTING_ROLES.includes(me.value.post?.role ?? '')) return <Meeting />;
  return <EmptyState icon="info" title={STAFF_PRESENCE.notStaffTitle} text={STAFF_PRESENCE.notStaffText} action={{ label: STAFF_PRESENCE.mine, onPress: () => { replace(address.presence()); } }} />;
}

export default function StaffPresencePage() {
  return (
    <AppPage title={STAFF_PRESENCE.title} lead={STAFF_PRESENCE.lead}>
      <SignedInOnly here={address.staffPresence()}><StaffOnly /></SignedInOnly>
    </AppPage>
  );
}
