import { View } from '@tarojs/components';
import { addChildRoute, listFamilyRoute } from '@shared/identity/family.routes';
import type { FamilyMember } from '@shared/identity/identity.schema';
import type { Refusal } from '@shared/kernel/result';
import { useState } from 'react';
import { address, open, replace } from '../../../app/routes';
import { useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppCheckbox } from '../../../ui/app-checkbox';
import { AppPage } from '../../../ui/app-page';
import { DateField } from '../../../ui/date-field';
import { dayOfParts, type DateParts } from '../../../ui/day-of-parts';
import { EmptyState } from '../../../ui/states';
import { refusalText } from '../../../ui/words';
import { DocumentFields } from '../../../ui/document-fields';
import { missingIn, type TypedDocument } from '../../../ui/typed-document';
import { ChildConsent } from '../../components/child-consent';
import { Prepared } from '../../components/prepared';
import { errorsOf, RefusedForm, stillRefused, type FormErrors } from '../../components/refused-form';
import { SignedInOnly } from '../../components/signed-in-only';
import { CHILD_DOCUMENTS, WITHOUT_BIRTHDAY } from '../../../ui/document-words';
import { ADD_CHILD, CHILD_REFUSALS } from '../../family.copy';

const NO_DAY: DateParts = { year: '', month: '', day: '' };

type Problem = Refusal<keyof typeof CHILD_REFUSALS>;

/** A birthday that was typed apart is not in the number. */
function wordsOf(refusal: Refusal): string {
  const apart = refusal.code === 'identity/birth-date-wrong' && refusal.facts?.field === 'birthday';
  return apart ? ADD_CHILD.birthdayWrong : refusalText(CHILD_REFUSALS, refusal as Problem);
}

function Added({ member }: { readonly member: FamilyMember }) {
  const { memberId, maskedName, ground } = member;
  const family = { label: ADD_CHILD.family, onPress: () => { replace(address.family()); } };
  if (ground === 'waiting') {
    return <EmptyState icon="privacy" title={maskedName} text={ADD_CHILD.waiting} action={{ label: ADD_CHILD.presence, onPress: () => { open(address.presence({ memberId, comeBackTo: address.family() })); } }} second={family} />;
  }
  return <EmptyState icon="done" title={ADD_CHILD.done} text={maskedName} action={{ label: ADD_CHILD.claim, onPress: () => { replace(address.claim({ memberId })); } }} second={family} />;
}

function useAddChild() {
  const add = useWrite(addChildRoute, [listFamilyRoute]);
  const [problem, setProblem] = useState<Refusal>();
  const [member, setMember] = useState<FamilyMember>();
  async function send(typed: TypedDocument, birthday: string | undefined) {
    const result = await add.send({ ...typed, ...(birthday === undefined ? {} : { birthday }), guardianDeclared: true });
    if (result.ok) setMember(result.value);
    setProblem(result.ok ? undefined : result.refusal);
  }
  return { busy: add.busy, problem, member, send, setProblem };
}

type SendingProps = { readonly adding: ReturnType<typeof useAddChild>; readonly errors: FormErrors; readonly onSend: () => void };

/** What stands between the form and the child: the guardian's consent where it is missing, or what was refused. */
function Sending({ adding: { busy, problem }, errors, onSend }: SendingProps) {
  if (problem?.code === 'consent/needed') return <ChildConsent onGiven={onSend} />;
  return (
    <View>
      <RefusedForm refusal={problem} errors={errors} here={address.addChild()} />
      <AppButton busy={busy} onPress={onSend}>{ADD_CHILD.submit}</AppButton>
    </View>
  );
}

function Form() {
  const adding = useAddChild();
  const [typed, setTyped] = useState<TypedDocument>({ name: '', idType: '01', idNumber: '' });
  const [day, setDay] = useState(NO_DAY);
  const [declared, setDeclared] = useState(false);
  const [pressed, setPressed] = useState(false);
  if (adding.member) return <Added member={adding.member} />;
  const asksBirthday = WITHOUT_BIRTHDAY.has(typed.idType);
  const missing = missingIn(typed);
  const errors: FormErrors = pressed && missing ? missing : errorsOf(adding.problem, wordsOf);
  function type(next: TypedDocument) {
    setTyped(next);
    adding.setProblem(stillRefused(adding.problem, typed, next));
  }
  function typeDay(next: DateParts) {
    setDay(next);
    if (adding.problem?.facts?.field === 'birthday') adding.setProblem(undefined);
  }
  function send() {
    setPressed(true);
    if (!missing && declared) void adding.send(typed, asksBirthday ? dayOfParts(day) : undefined);
  }
  return (
    <View>
      <AppCard>
        <DocumentFields value={typed} onChange={type} types={CHILD_DOCUMENTS} errors={errors} />
        {asksBirthday ? <DateField label={ADD_CHILD.birthday} hint={ADD_CHILD.birthdayHint} value={day} error={errors.birthday} onChange={typeDay} /> : null}
        <AppCheckbox checked={declared} onChange={setDeclared} label={ADD_CHILD.declare} error={pressed && !declared ? ADD_CHILD.declareMissing : undefined} />
      </AppCard>
      <Sending adding={adding} errors={errors} onSend={send} />
    </View>
  );
}

export default function AddChildPage() {
  return (
    <AppPage title={ADD_CHILD.title} lead={ADD_CHILD.lead}>
      <SignedInOnly here={address.addChild()}>
        <Prepared here={address.addChild()} realNameFirst={ADD_CHILD.realNameFirst}><Form /></Prepared>
      </SignedInOnly>
    </AppPage>
  );
}
