import { View } from '@tarojs/components';
import { useState } from 'react';
import { address } from '../../../app/routes';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { forgetAgreed, hasAgreed } from '../../agreed';
import { useOnce } from '../../use-once';
import { Decline, HandOverPage, useCameFrom } from '../../components/hand-over-page';
import { Embedded } from '../../components/embedded';
import { Given } from '../../components/sign-in-offer';
import { useOnTheWay } from '../../on-the-way';
import { HAND_OVER, HAND_OVER_REFUSALS, USER_CODE } from '../../open-platform.copy';
import { useGiveUserCode, type CameFrom } from '../../open-platform.queries';
import '../../hand-over.scss';

type Asking = { readonly hospital: string; readonly from: CameFrom; readonly here: string };

function Agreeing({ hospital, from, here }: Asking) {
  const give = useGiveUserCode();
  const { leave } = useOnTheWay();
  const [problem, setProblem] = useState<string>();
  const [agreedBefore] = useState(() => hasAgreed(here));
  const go = useOneAtATime(async () => {
    const result = await give.send(from);
    forgetAgreed();
    if (result.ok) leave(result.value.address);
    else setProblem(refusalText(HAND_OVER_REFUSALS, result.refusal));
  });
  // Agreed to before signing in: nothing is asked twice.
  useOnce(() => { if (agreedBefore) go(); });
  if (agreedBefore && problem === undefined) return <Notice tone="quiet">{HAND_OVER.leaving(hospital)}</Notice>;
  return (
    <View className="stack">
      <View className="hand-over__lead">{USER_CODE.lead(hospital)}</View>
      <Given words={USER_CODE.given} />
      {problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      <AppButton icon="verified" busy={give.busy} onPress={go}>{USER_CODE.agree}</AppButton>
      <Decline from={from} />
    </View>
  );
}

export default function UserCodePage() {
  const from = useCameFrom();
  const here = address.userCode({ redirect_uri: from.returnTo, ...(from.hospitalId ? { hospitalId: from.hospitalId } : {}), ...(from.from ? { from: from.from } : {}) });
  return (
    <HandOverPage title={USER_CODE.title} from={from}>
      {(hospital) => (
        <Embedded here={here} lead={USER_CODE.lead(hospital)} given={USER_CODE.given} label={USER_CODE.signIn} wayOut={<Decline from={from} />}>
          <Agreeing hospital={hospital} from={from} here={here} />
        </Embedded>
      )}
    </HandOverPage>
  );
}
