import { View } from '@tarojs/components';
import { ACTING_TEXT } from '@shared/identity/acting-text';
import type { Asking as Asker } from '@shared/identity/identity.schema';
import { AppCard, ListRow } from '../../ui/app-card';
import { INVITATION, RELATIONS } from '../family.copy';

/** Who asks, so that they are recognised, and what agreeing gives them: all of it, and no more. */
export function Asking({ name, relation, phoneTail }: Asker) {
  return (
    <View>
      <AppCard flush title={INVITATION.asks(name)}>
        <ListRow icon="person" title={INVITATION.askerName} note={INVITATION.askerNote} value={name} />
        <ListRow icon="family" title={INVITATION.relation} note={relation === 'other' ? INVITATION.youAreOther : INVITATION.youAre(RELATIONS[relation])} />
        <ListRow icon="phone" title={INVITATION.phoneTail} value={phoneTail ?? INVITATION.noPhone} />
      </AppCard>
      <AppCard title={INVITATION.mayTitle}>
        {ACTING_TEXT.may.map((one) => <View key={one} className="invitation__text">{one}</View>)}
      </AppCard>
      <AppCard title={INVITATION.mayNotTitle}><View>{ACTING_TEXT.mayNot}</View></AppCard>
    </View>
  );
}
