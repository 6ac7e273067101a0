import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { readInvitationRoute } from '@shared/identity/family.routes';
import { readMeRoute, verifyRealNameRoute } from '@shared/identity/identity.routes';
import type { RealName } from '@shared/identity/identity.schema';
import type { Refusal } from '@shared/kernel/result';
import { useEffect, useState } from 'react';
import { address, comeBack, leadsOut, open } from '../../../app/routes';
import type { CallRefusal } from '../../../platform/call';
import { decoded } from '../../../platform/decoded';
import { useRead, useWrite } from '../../../platform/queries';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { DocumentFields } from '../../../ui/document-fields';
import { missingIn, stillWrong, type DocumentErrors, type TypedDocument } from '../../../ui/typed-document';
import { OWN_DOCUMENTS } from '../../../ui/document-words';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import { refusalText } from '../../../ui/words';
import { Prepared } from '../../components/prepared';
import { errorsOf, RefusedForm, stillRefused, type FormErrors } from '../../components/refused-form';
import { SignedInOnly } from '../../components/signed-in-only';
import { REAL_NAME, REAL_NAME_REFUSALS } from '../../identity.copy';

type Problem = Refusal<CallRefusal<typeof verifyRealNameRoute>>;
type Back = { readonly comeBackTo: string | undefined };

/** What does not depend on typing better: another way, or the result that is already there. */
function WayOn({ problem, comeBackTo, look }: Back & { readonly problem: Problem; readonly look: () => void }) {
  if (problem.code === 'identity/already-verified') return <AppButton onPress={look}>{REAL_NAME.alreadyVerified}</AppButton>;
  if (problem.code !== 'identity/presence-needed') return null;
  return <AppButton icon="verified" onPress={() => { open(address.presence(comeBackTo === undefined ? {} : { comeBackTo })); }}>{REAL_NAME.presenceInstead}</AppButton>;
}

/** Refusals after which sending the same again leads nowhere. */
const FINAL: ReadonlySet<string> = new Set(['identity/already-verified', 'identity/presence-needed']);

function Form({ comeBackTo, look }: Back & { readonly look: () => void }) {
  const verify = useWrite(verifyRealNameRoute, [readMeRoute, readInvitationRoute]);
  const [typed, setTyped] = useState<TypedDocument>({ name: '', idType: '01', idNumber: '' });
  const [missing, setMissing] = useState<DocumentErrors>();
  const [problem, setProblem] = useState<Problem>();
  async function submit() {
    const lacking = missingIn(typed);
    setMissing(lacking);
    setProblem(undefined);
    if (lacking) return;
    const result = await verify.send(typed);
    if (!result.ok) setProblem(result.refusal);
  }
  function type(next: TypedDocument) {
    setTyped(next);
    setMissing(missing && stillWrong(missing, typed, next));
    setProblem(problem && FINAL.has(problem.code) ? undefined : stillRefused(problem, typed, next));
  }
  const errors: FormErrors = missing ?? errorsOf(problem, (refusal) => refusalText(REAL_NAME_REFUSALS, refusal as Problem));
  const isOver = problem !== undefined && FINAL.has(problem.code);
  return (
    <View>
      <AppCard><DocumentFields value={typed} onChange={type} types={OWN_DOCUMENTS} errors={errors} onEnter={verify.busy || isOver ? undefined : () => { void submit(); }} /></AppCard>
      <RefusedForm refusal={problem} errors={errors} here={address.realName(comeBackTo)} />
      <View className="stack">
        {problem ? <WayOn problem={problem} comeBackTo={comeBackTo} look={look} /> : null}
        {isOver ? null : <AppButton busy={verify.busy} onPress={() => { void submit(); }}>{REAL_NAME.submit}</AppButton>}
      </View>
      {problem ? <AppCard title={REAL_NAME.counterTitle}><View>{REAL_NAME.counter}</View></AppCard> : null}
    </View>
  );
}

function Verified({ realName, comeBackTo }: Back & { readonly realName: RealName }) {
  const isOnTheWayOut = leadsOut(comeBackTo);
  useEffect(() => { if (isOnTheWayOut) comeBack(comeBackTo); }, [isOnTheWayOut, comeBackTo]);
  const onward = comeBackTo === undefined
    ? { label: REAL_NAME.claim, onPress: () => { open(address.claim()); } }
    : { label: REAL_NAME.go, onPress: () => { comeBack(comeBackTo); } };
  const presence = realName.assurance === 'L2' ? undefined : { label: REAL_NAME.presence, onPress: () => { open(address.presence()); } };
  return <EmptyState icon="done" title={REAL_NAME.doneTitle} text={REAL_NAME.done(realName.maskedName, realName.maskedNumber)} action={onward} second={presence} />;
}

function Verification({ comeBackTo }: Back) {
  const me = useRead(readMeRoute, {});
  if (me.state === 'loading') return <Skeleton rows={6} />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  if (me.value.realName) return <Verified realName={me.value.realName} comeBackTo={comeBackTo} />;
  return <Prepared here={address.realName(comeBackTo)}><Form comeBackTo={comeBackTo} look={me.again} /></Prepared>;
}

export default function RealNamePage() {
  const { comeBackTo } = useRouter().params;
  const target = comeBackTo === undefined ? undefined : decoded(comeBackTo);
  return (
    <AppPage title={REAL_NAME.title} lead={REAL_NAME.lead}>
      <SignedInOnly here={address.realName(target)}><Verification comeBackTo={target} /></SignedInOnly>
    </AppPage>
  );
}
