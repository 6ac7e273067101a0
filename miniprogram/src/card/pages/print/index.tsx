import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { address } from '../../../app/routes';
import { accessible } from '../../../ui/accessible';
import { AppPage } from '../../../ui/app-page';
import { Skeleton } from '../../../ui/states';
import { PAPER } from '../../paper.copy';
import { usePrintable } from '../../card.queries';
import { Paper, Printing } from '../../components/paper';
import { Refused } from '../../components/refused';
import { SignedIn } from '../../components/signed-in';

function Printable({ cardId, here }: { readonly cardId: string; readonly here: string }) {
  const card = usePrintable(cardId);
  if (card.state === 'loading') return <Skeleton rows={6} />;
  if (card.state === 'refused') return <Refused refusal={card.refusal} place={{ here, cardId }} again={card.again} />;
  return (
    <View>
      <Paper card={card.value} />
      <Printing />
    </View>
  );
}

export default function PrintPage() {
  const { cardId = '' } = useRouter().params;
  const here = address.printCard(cardId);
  return (
    <AppPage title={PAPER.title} titleHidden>
      <View className="no-print">
        <View className="page__title" {...accessible({ hidden: true })}>{PAPER.title}</View>
        <View className="page__lead">{PAPER.lead}</View>
      </View>
      <SignedIn here={here} text={PAPER.signInText}><Printable cardId={cardId} here={here} /></SignedIn>
    </AppPage>
  );
}
