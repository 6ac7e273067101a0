import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import { declineVerificationRoute, passVerificationRoute, readVerificationRoute } from '@shared/open-platform/verification.routes';
import { useState } from 'react';
import { address, switchTo } from '../../../app/routes';
import { leaveFor } from '../../../platform/leave';
import { useRead, useWrite } from '../../../platform/queries';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { AppButton } from '../../../ui/app-button';
import { AppCard, ListRow } from '../../../ui/app-card';
import { EmptyState, Skeleton } from '../../../ui/states';
import { Answered, AskedPage, Problem } from '../../components/asked';
import { useMissingStep } from '../../missing-step';
import { HAND_OVER, VERIFY } from '../../open-platform.copy';
import { VERIFICATION_REFUSALS } from '../../verification.copy';
import '../../hand-over.scss';

type Asked = { readonly orderId: string; readonly here: string };
type Order = { readonly institutionName: string; readonly maskedName: string; readonly maskedNumber: string };

/** Where the answer leads; where it names no page, one is done here. */
function useAct({ orderId }: Asked) {
  const [pass, decline] = [useWrite(passVerificationRoute), useWrite(declineVerificationRoute)];
  const [problem, setProblem] = useState<Refusal>();
  const [done, setDone] = useState(false);
  async function act(way: 'pass' | 'decline') {
    const result = await (way === 'pass' ? pass : decline).send({ orderId });
    if (!result.ok) setProblem(result.refusal);
    else if (result.value.leadTo === undefined) setDone(true);
    else leaveFor(result.value.leadTo);
  }
  return { busy: pass.busy || decline.busy, problem, done, act };
}

function Proving({ orderId, here, order }: Asked & { readonly order: Order }) {
  const { busy, problem, done, act } = useAct({ orderId, here });
  const [prove, refuse] = [useOneAtATime(() => act('pass')), useOneAtATime(() => act('decline'))];
  const leads = useMissingStep(problem, here);
  if (leads) return <Skeleton />;
  if (done) return <EmptyState icon="done" title={VERIFY.doneTitle} text={VERIFY.done(order.institutionName)} action={{ label: HAND_OVER.home, onPress: () => { switchTo('home'); } }} />;
  return (
    <View className="stack">
      <View className="hand-over__lead">{VERIFY.lead(order.institutionName)}</View>
      <AppCard flush><ListRow icon="person" title={order.maskedName} note={order.maskedNumber} /></AppCard>
      {problem ? <Problem refusal={problem} words={VERIFICATION_REFUSALS} /> : null}
      <AppButton icon="verified" busy={busy} onPress={prove}>{VERIFY.prove}</AppButton>
      <AppButton kind="text" onPress={refuse}>{VERIFY.decline}</AppButton>
    </View>
  );
}

function Order({ orderId, here }: Asked) {
  const order = useRead(readVerificationRoute, { orderId });
  return <Answered reading={order} here={here} words={VERIFICATION_REFUSALS}>{(value) => <Proving orderId={orderId} here={here} order={value} />}</Answered>;
}

export default function VerifyPage() {
  const { order = '' } = useRouter().params;
  const orderId = decodeURIComponent(order);
  const here = address.verify(orderId);
  return <AskedPage title={VERIFY.title} here={here}><Order orderId={orderId} here={here} /></AskedPage>;
}
