import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { listCardsRoute } from '@shared/card/card.routes';
import type { Refusal } from '@shared/kernel/result';
import { takeWalletCardRoute } from '@shared/open-platform/wallet.routes';
import { useState } from 'react';
import { address, open, replace } from '../../../app/routes';
import { leaveFor } from '../../../platform/leave';
import { useWrite } from '../../../platform/queries';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { EmptyState, Skeleton } from '../../../ui/states';
import { Problem } from '../../components/asked';
import { HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { useMissingStep } from '../../missing-step';
import { ASKED } from '../../open-platform.copy';
import { WALLET, WALLET_REFUSALS } from '../../wallet.copy';
import '../../hand-over.scss';

type Taking = { readonly orderId: string; readonly hospital: string; readonly returnTo: string; readonly here: string };
type Taken = { readonly cardId: string; readonly maskedName: string };

function Take({ orderId, hospital, returnTo, here }: Taking) {
  const take = useWrite(takeWalletCardRoute, [listCardsRoute]);
  const [problem, setProblem] = useState<Refusal>();
  const [taken, setTaken] = useState<Taken>();
  const go = useOneAtATime(async () => {
    const result = await take.send({ orderId });
    if (result.ok) setTaken(result.value);
    else setProblem(result.refusal);
  });
  const leads = useMissingStep(problem, here);
  const back = { label: WALLET.back, onPress: () => { leaveFor(returnTo); } };
  if (leads) return <Skeleton />;
  if (taken) return <EmptyState icon="done" title={WALLET.doneTitle} text={WALLET.done(taken.maskedName)} action={{ label: WALLET.show, onPress: () => { replace(address.showCode(taken.cardId)); } }} second={back} />;
  return (
    <View className="stack">
      <View className="hand-over__lead">{WALLET.lead(hospital)}</View>
      {problem ? <Problem refusal={problem} words={WALLET_REFUSALS} /> : null}
      {problem?.code === 'open-platform/wallet-card-of-another' ? <AppButton kind="secondary" onPress={() => { open(address.family()); }}>{WALLET.family}</AppButton> : null}
      <AppButton icon="cards" busy={take.busy} onPress={go}>{WALLET.take}</AppButton>
      <AppButton kind="text" onPress={back.onPress}>{WALLET.back}</AppButton>
    </View>
  );
}

export default function WalletPage() {
  const { order_id = '' } = useRouter().params;
  const from = useCameFrom();
  const signedIn = useAccount() !== undefined;
  const orderId = decodeURIComponent(order_id);
  const here = address.wallet({ order_id: orderId, redirect_uri: from.returnTo });
  return (
    <HandOverPage title={WALLET.title} from={from}>
      {(hospital) => (signedIn
        ? <Take orderId={orderId} hospital={hospital} returnTo={from.returnTo} here={here} />
        : <EmptyState icon="sign-in" title={ASKED.signInTitle} text={ASKED.signInText} action={{ label: ASKED.signIn, onPress: () => { open(address.signIn(here)); } }} />)}
    </HandOverPage>
  );
}
