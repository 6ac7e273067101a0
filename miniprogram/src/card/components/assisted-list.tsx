import { View } from '@tarojs/components';
import { useState } from 'react';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { ErrorState, Skeleton } from '../../ui/states';
import { momentText, refusalText } from '../../ui/words';
import { ASSIST, ASSIST_REFUSALS, ASSISTED_WITH } from '../assisted.copy';
import { useAssistedClaims } from '../card.queries';

export type AssistedListProps = { readonly cursor?: string; readonly onOpen: (claimId: string) => void };

function More(following: AssistedListProps) {
  const [wanted, setWanted] = useState(false);
  return wanted ? <AssistedList {...following} /> : <AppButton kind="secondary" onPress={() => { setWanted(true); }}>{ASSIST.more}</AppButton>;
}

/** What this institution's staff did, newest first; the page after each appears when it is wanted. */
export function AssistedList({ cursor, onOpen }: AssistedListProps) {
  const page = useAssistedClaims(cursor);
  if (page.state === 'loading') return <Skeleton />;
  if (page.state === 'refused') return <ErrorState text={refusalText(ASSIST_REFUSALS, page.refusal)} again={page.again} />;
  const { items, next } = page.value;
  if (items.length === 0 && cursor === undefined) return <View className="assisted__none">{ASSIST.recentNone}</View>;
  return (
    <View>
      <AppCard flush>
        {items.map(({ claimId, maskedName, maskedNumber, claimedAt, move }) => (
          <ListRow key={claimId} icon="print" title={`${maskedName}，${momentText(claimedAt)}`} note={`${ASSISTED_WITH[move ?? 'claim']} ${maskedNumber}`} value={ASSIST.printAgain} onPress={() => { onOpen(claimId); }} />
        ))}
      </AppCard>
      {next === undefined ? null : <More cursor={next} onOpen={onOpen} />}
    </View>
  );
}
