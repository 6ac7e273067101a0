import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import type { ReactNode } from 'react';
import { switchTo } from '../../app/routes';
import { cameFromMiniProgram, leaveFor } from '../../platform/leave';
import { useOneAtATime } from '../../platform/use-one-at-a-time';
import { AppButton } from '../../ui/app-button';
import { AppPage } from '../../ui/app-page';
import { EmptyState, Skeleton } from '../../ui/states';
import { refusalText, WORDS } from '../../ui/words';
import { HAND_OVER, HAND_OVER_REFUSALS } from '../open-platform.copy';
import { useHospital, useLeave, type CameFrom } from '../open-platform.queries';

/** Another word is nobody's poster: the link works all the same. */
const POSTER_TAG = /^[a-z\d-]{1,32}$/;

/** The link's parameters, by the names the contract gives them; in the mini-program also where one came from. */
export function useCameFrom(): CameFrom {
  const { redirect_uri, hospitalId, from } = useRouter().params;
  const returnTo = redirect_uri === undefined ? (cameFromMiniProgram() ?? '') : decodeURIComponent(redirect_uri);
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
  const leave = useLeave();
  const decline = useOneAtATime(async () => {
    const result = await leave.send({ ...from, choice: 'declined' });
    if (result.ok) leaveFor(result.value.address);
  });
  return <AppButton kind="text" busy={leave.busy} onPress={decline}>{HAND_OVER.decline}</AppButton>;
}

export type HandOverPageProps = { readonly title: string; readonly from: CameFrom; readonly children: (hospital: string) => ReactNode };

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
