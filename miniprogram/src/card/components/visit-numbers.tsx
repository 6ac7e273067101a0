import { View } from '@tarojs/components';
import type { CardView, VisitNumber } from '@shared/card/card.schema';
import { useState } from 'react';
import { address, open } from '../../app/routes';
import { AppButton } from '../../ui/app-button';
import { AppCard, ListRow } from '../../ui/app-card';
import { Confirm } from '../../ui/sheet';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CARD_REFUSALS } from '../card.copy';
import { DETAIL } from '../card-life.copy';
import { useUnbindVisitNumber } from '../card.queries';

/** The hospitals' own numbers that belong to this card; to a closed one none are bound any more. */
export function VisitNumbers({ card }: { readonly card: CardView }) {
  const unbind = useUnbindVisitNumber();
  const [asked, setAsked] = useState<VisitNumber>();
  const [problem, setProblem] = useState<string>();
  const isClosed = card.state === 'closed';
  if (isClosed && card.visitNumbers.length === 0) return null;
  async function goOn(institutionId: string) {
    const result = await unbind.send({ cardId: card.cardId, institutionId });
    setProblem(result.ok ? undefined : refusalText(CARD_REFUSALS, result.refusal));
    setAsked(undefined);
  }
  return (
    <AppCard title={DETAIL.visits} flush>
      {card.visitNumbers.length === 0 ? <View className="card-detail__none">{DETAIL.visitsNone}</View> : null}
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      {card.visitNumbers.map((visit) => (
        <ListRow
          key={visit.institutionId} icon="hospital" title={visit.institutionName} note={visit.visitNumber}
          value={<AppButton compact kind="text" about={visit.institutionName} onPress={() => { setAsked(visit); }}>{DETAIL.unbind}</AppButton>}
        />
      ))}
      {isClosed ? null : <ListRow icon="add" title={DETAIL.addVisit} onPress={() => { open(address.bindVisitNumber(card.cardId)); }} />}
      <Confirm
        open={asked !== undefined} danger busy={unbind.busy} title={DETAIL.unbindTitle} text={DETAIL.unbindText(asked?.institutionName ?? '')} confirm={DETAIL.unbind}
        onConfirm={() => { if (asked) void goOn(asked.institutionId); }} onCancel={() => { setAsked(undefined); }}
      />
    </AppCard>
  );
}
