import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import { authoriseKioskRoute, readKioskRoute } from '@shared/open-platform/kiosk.routes';
import { useRef, useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { useRead, useWrite } from '../../../platform/queries';
import { EmptyState } from '../../../ui/states';
import { Answered, AskedPage, CardRows, Problem, type Choosable } from '../../components/asked';
import { Given } from '../../components/sign-in-offer';
import { KIOSK_REFUSALS } from '../../kiosk.copy';
import type { Ask } from '../../on-the-way';
import { HAND_OVER, KIOSK } from '../../open-platform.copy';
import '../../hand-over.scss';

type Asked = { readonly uid: string; readonly ask: Ask };
type Kiosk = { readonly institutionName: string; readonly isWaiting: boolean; readonly cards: readonly Choosable[] };

const home = { label: HAND_OVER.home, onPress: () => { switchTo('home'); } };

function useAuthorising(uid: string) {
  const authorise = useWrite(authoriseKioskRoute);
  const [problem, setProblem] = useState<Refusal>();
  const [done, setDone] = useState(false);
  const running = useRef(false);
  async function choose({ cardId }: Choosable) {
    if (running.current) return;
    running.current = true;
    const result = await authorise.send({ uid, cardId });
    running.current = false;
    if (result.ok) setDone(true);
    else setProblem(result.refusal);
  }
  return { problem, done, choose: (card: Choosable) => { void choose(card); } };
}

function Choosing({ uid, ask, kiosk }: Asked & { readonly kiosk: Kiosk }) {
  const { problem, done, choose } = useAuthorising(uid);
  if (done) return <EmptyState icon="done" title={KIOSK.doneTitle} text={KIOSK.done} action={home} />;
  if (!kiosk.isWaiting) return <EmptyState icon="warning" title={KIOSK.endedTitle} text={KIOSK_REFUSALS['open-platform/kiosk-ended']} action={home} />;
  if (kiosk.cards.length === 0) return <EmptyState icon="id-card" title={KIOSK.noCardTitle} text={KIOSK.noCard} action={{ label: KIOSK.claim, onPress: () => { open(address.claim()); } }} />;
  return (
    <View className="stack">
      <View className="hand-over__lead">{KIOSK.choose(kiosk.institutionName)}</View>
      {problem ? <Problem refusal={problem} words={KIOSK_REFUSALS} /> : null}
      <CardRows cards={kiosk.cards} onChoose={choose} />
      <Given words={KIOSK.given} />
      {ask.wayOut}
    </View>
  );
}

function Scanned({ uid, ask }: Asked) {
  const kiosk = useRead(readKioskRoute, { uid });
  return <Answered reading={kiosk} ask={ask} words={KIOSK_REFUSALS}>{(value) => <Choosing uid={uid} ask={ask} kiosk={value} />}</Answered>;
}

export default function KioskPage() {
  const { uid = '' } = useRouter().params;
  const scanned = decoded(uid);
  return <AskedPage kind="kiosk" code={scanned} here={address.kiosk(scanned)} words={KIOSK}>{(ask) => <Scanned uid={scanned} ask={ask} />}</AskedPage>;
}
