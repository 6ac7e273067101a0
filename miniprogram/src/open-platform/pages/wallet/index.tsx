import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { listCardsRoute } from '@shared/card/card.routes';
import type { Refusal } from '@shared/kernel/result';
import { takeWalletCardRoute } from '@shared/open-platform/wallet.routes';
import { useState } from 'react';
import { address, open, replace } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { useWrite } from '../../../platform/queries';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { AppButton } from '../../../ui/app-button';
import { EmptyState } from '../../../ui/states';
import { Problem } from '../../components/asked';
import { Embedded, useStepInstead } from '../../components/embedded';
import { HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { useOnTheWay, type Ask } from '../../on-the-way';
import { WALLET, WALLET_REFUSALS } from '../../wallet.copy';
import '../../hand-over.scss';

type Taking = { readonly orderId: string; readonly hospital: string; readonly returnTo: string; readonly ask: Ask };
type Taken = { readonly cardId: string; readonly maskedName: string };

/** Nothing was asked for, and nothing is brought: one is back. */
function Back({ returnTo }: Pick<Taking, 'returnTo'>) {
  const { leave } = useOnTheWay();
  return <AppButton kind="text" onPress={() => { leave(returnTo); }}>{WALLET.back}</AppButton>;
}

function Take({ orderId, hospital, returnTo, ask }: Taking) {
  const { leave } = useOnTheWay();
  const take = useWrite(takeWalletCardRoute, [listCardsRoute]);
  const [problem, setProblem] = useState<Refusal>();
  const [taken, setTaken] = useState<Taken>();
  const go = useOneAtATime(async () => {
    const result = await take.send({ orderId });
    if (result.ok) setTaken(result.value);
    else setProblem(result.refusal);
  });
  const step = useStepInstead(problem, ask);
  const back = { label: WALLET.back, onPress: () => { leave(returnTo); } };
  if (step) return step;
  if (taken) return <EmptyState icon="done" title={WALLET.doneTitle} text={WALLET.done(taken.maskedName)} action={{ label: WALLET.show, onPress: () => { replace(address.showCode(taken.cardId)); } }} second={back} />;
  return (
    <View className="stack">
      <View className="hand-over__lead">{WALLET.lead(hospital)}</View>
      {problem ? <Problem refusal={problem} words={WALLET_REFUSALS} /> : null}
      {problem?.code === 'open-platform/wallet-card-of-another' ? <AppButton kind="secondary" onPress={() => { open(address.family()); }}>{WALLET.family}</AppButton> : null}
      <AppButton icon="cards" busy={take.busy} onPress={go}>{WALLET.take}</AppButton>
      <Back returnTo={returnTo} />
    </View>
  );
}

export default function WalletPage() {
  const { order_id = '' } = useRouter().params;
  const from = useCameFrom();
  const orderId = decoded(order_id);
  const here = address.wallet({ order_id: orderId, redirect_uri: from.returnTo, ...(from.hospitalId ? { hospitalId: from.hospitalId } : {}) });
  return (
    <HandOverPage title={WALLET.title} from={orderId ? { ...from, orderId } : from}>
      {(hospital) => {
        const ask = { here, lead: WALLET.lead(hospital), given: WALLET.given, label: WALLET.signIn, wayOut: <Back returnTo={from.returnTo} /> };
        return <Embedded {...ask}><Take orderId={orderId} hospital={hospital} returnTo={from.returnTo} ask={ask} /></Embedded>;
      }}
    </HandOverPage>
  );
}
