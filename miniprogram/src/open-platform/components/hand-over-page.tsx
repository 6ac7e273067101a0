import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import type { ReactNode } from 'react';
import { switchTo } from '../../app/routes';
import { decoded } from '../../platform/decoded';
import { cameFromMiniProgram } from '../../platform/leave';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { AppButton } from '../../ui/app-button';
import { AppPage } from '../../ui/app-page';
import { EmptyState, Skeleton } from '../../ui/states';
import { refusalText, WORDS } from '../../ui/words';
import { useOnTheWay } from '../on-the-way';
import { HAND_OVER, HAND_OVER_REFUSALS } from '../open-platform.copy';
import { useHospital, useLeave, type CameFrom } from '../open-platform.queries';

/** Another word is nobody's poster: the link works all the same. */
const POSTER_TAG = /^[a-z\d-]{1,32}$/;

/** An address of its own, unlike a page's path and `back`: those are of the mini-program one came from. */
const ADDRESS = /^(https?:|mini-program:)/;

/** The link's parameters, by the names the contract gives them; in the mini-program also where one came from. */
export function useCameFrom(): CameFrom {
  const { redirect_uri, hospitalId, from } = useRouter().params;
  const given = decoded(redirect_uri ?? '');
  const returnTo = ADDRESS.test(given) ? given : (cameFromMiniProgram() ?? given);
  return { returnTo, ...(hospitalId ? { hospitalId } : {}), ...(POSTER_TAG.test(from ?? '') ? { from } : {}) };
}

function Unusable({ refusal, again }: { readonly refusal: Refusal; readonly again: () => void }) {
  const isLink = refusal.code === 'open-platform/return-not-registered' || refusal.code === 'request/not-valid';
  const words = isLink ? HAND_OVER_REFUSALS['open-platform/return-not-registered'] : refusalText(HAND_OVER_REFUSALS as Record<string, string>, refusal);
  const home = { label: HAND_OVER.home, onPress: () => { switchTo('home'); } };
  return <EmptyState icon="warning" title={isLink ? HAND_OVER.linkFailed : HAND_OVER.failed} text={words} action={isLink ? home : { label: WORDS.tryAgain, onPress: again }} second={isLink ? undefined : home} />;
}

/** No: also without an account. */
export function Decline({ from }: { readonly from: CameFrom }) {
  const going = useLeave();
  const { leave } = useOnTheWay();
  const decline = useOneAtATime(async () => {
    const result = await going.send({ ...from, choice: 'declined' });
    if (result.ok) leave(result.value.address, HAND_OVER.declined);
  });
  return <AppButton kind="text" busy={going.busy} onPress={decline}>{HAND_OVER.decline}</AppButton>;
}

export type HandOverPageProps = { readonly title: string; readonly from: CameFrom & { readonly orderId?: string }; readonly children: (hospital: string) => ReactNode };

/** A page that leads back to a hospital: only once it is known to be one. */
export function HandOverPage({ title, from, children }: HandOverPageProps) {
  const hospital = useHospital(from);
  return (
    <AppPage title={title}>
      {hospital.state === 'loading' ? <Skeleton /> : null}
      {hospital.state === 'refused' ? <Unusable refusal={hospital.refusal} again={hospital.again} /> : null}
      {hospital.state === 'ready' ? <View className="hand-over">{children(hospital.value.hospitalName)}</View> : null}
    </AppPage>
  );
}
