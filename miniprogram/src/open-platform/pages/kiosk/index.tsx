import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Refusal } from '@shared/kernel/result';
import { authoriseKioskRoute, readKioskRoute } from '@shared/open-platform/kiosk.routes';
import { useState } from 'react';
import { address, open, switchTo } from '../../../app/routes';
import { useRead, useWrite } from '../../../platform/queries';
import { EmptyState } from '../../../ui/states';
import { Answered, AskedPage, CardRows, Problem, type Choosable } from '../../components/asked';
import { KIOSK_REFUSALS } from '../../kiosk.copy';
import { HAND_OVER, KIOSK } from '../../open-platform.copy';
import '../../hand-over.scss';

type Asked = { readonly uid: string; readonly here: string };
type Kiosk = { readonly institutionName: string; readonly isWaiting: boolean; readonly cards: readonly Choosable[] };

const home = { label: HAND_OVER.home, onPress: () => { switchTo('home'); } };

function Choosing({ uid, kiosk }: Pick<Asked, 'uid'> & { readonly kiosk: Kiosk }) {
  const authorise = useWrite(authoriseKioskRoute);
  const [problem, setProblem] = useState<Refusal>();
  const [done, setDone] = useState(false);
  async function choose({ cardId }: Choosable) {
    if (authorise.busy) return;
    const result = await authorise.send({ uid, cardId });
    if (result.ok) setDone(true);
    else setProblem(result.refusal);
  }
  if (done) return <EmptyState icon="done" title={KIOSK.doneTitle} text={KIOSK.done} action={home} />;
  if (!kiosk.isWaiting) return <EmptyState icon="warning" title={KIOSK.endedTitle} text={KIOSK_REFUSALS['open-platform/kiosk-ended']} action={home} />;
  if (kiosk.cards.length === 0) return <EmptyState icon="id-card" title={KIOSK.noCardTitle} text={KIOSK.noCard} action={{ label: KIOSK.claim, onPress: () => { open(address.claim()); } }} />;
  return (
    <View className="stack">
      <View className="hand-over__lead">{KIOSK.choose(kiosk.institutionName)}</View>
      {problem ? <Problem refusal={problem} words={KIOSK_REFUSALS} /> : null}
      <CardRows cards={kiosk.cards} onChoose={(card) => { void choose(card); }} />
    </View>
  );
}

function Scanned({ uid, here }: Asked) {
  const kiosk = useRead(readKioskRoute, { uid });
  return <Answered reading={kiosk} here={here} words={KIOSK_REFUSALS}>{(value) => <Choosing uid={uid} kiosk={value} />}</Answered>;
}

export default function KioskPage() {
  const { uid = '' } = useRouter().params;
  const scanned = decodeURIComponent(uid);
  const here = address.kiosk(scanned);
  return <AskedPage title={KIOSK.title} here={here}><Scanned uid={scanned} here={here} /></AskedPage>;
}
