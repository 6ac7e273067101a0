import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { CardView } from '@shared/card/card.schema';
import type { Account, FamilyMember } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { address, open } from '../../../app/routes';
import { AppCard, ListRow } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { useElderMode } from '../../../ui/elder-mode';
import { Icon } from '../../../ui/icon';
import { Skeleton } from '../../../ui/states';
import { CLAIM, CLAIM_REFUSALS } from '../../card.copy';
import { useClaimCheck, useFamily, useMe, type ForWhom } from '../../card.queries';
import { ClaimOffer } from '../../components/claim-offer';
import { Claimed } from '../../components/claimed';
import { Refused } from '../../components/refused';
import { SignedIn } from '../../components/signed-in';
import { RELATIONS, WHOSE } from '../../use-whose';
import './index.scss';

function Uses() {
  return (
    <View className="claim__uses">
      {CLAIM.uses.map(([icon, title, note]) => (
        <View key={title} className="claim__use">
          <View className="claim__use-sign"><Icon name={icon} /></View>
          <View>
            <View className="claim__use-title">{title}</View>
            <View className="claim__use-note">{note}</View>
          </View>
        </View>
      ))}
    </View>
  );
}

type Person = { readonly name: string; readonly number?: string | undefined; readonly whose: string };

function personOf(me: Account | undefined, member: FamilyMember | undefined): Person | undefined {
  if (member) return { name: member.maskedName, number: member.maskedNumber, whose: RELATIONS[member.relation] };
  return me?.realName && { name: me.realName.maskedName, number: me.realName.maskedNumber, whose: WHOSE.self };
}

/** Whose card it will be, as the platform knows them; undefined until it said so. */
function usePerson({ memberId }: ForWhom): Person | undefined {
  const me = useMe();
  const family = useFamily(memberId !== undefined);
  if (memberId === undefined) return personOf(me.state === 'ready' ? me.value : undefined, undefined);
  const members = family.state === 'ready' ? family.value.members : [];
  return personOf(undefined, members.find((member) => member.memberId === memberId));
}

/** Whom it is for; from one's own claim a way to the family's. */
function ForWhomCard({ person, self }: { readonly person: Person | undefined; readonly self: boolean }) {
  if (!person && !self) return null;
  return (
    <AppCard flush>
      {person ? <ListRow icon="person" title={`${person.name} · ${person.whose}`} note={person.number} /> : null}
      {self ? <ListRow icon="family" title={CLAIM.forMember} note={CLAIM.forMemberNote} onPress={() => { open(address.family()); }} /> : null}
    </AppCard>
  );
}

type OfferProps = { readonly whom: ForWhom; readonly plain: boolean; readonly name: string; readonly here: string; readonly onClaimed: (card: CardView) => void };

function Offer({ whom, plain, name, here, onClaimed }: OfferProps) {
  const check = useClaimCheck(whom);
  if (check.state === 'loading') return <Skeleton />;
  if (check.state === 'refused') return <Refused refusal={check.refusal} words={CLAIM_REFUSALS} place={{ here, ...whom }} again={check.again} />;
  return <ClaimOffer whom={whom} plain={plain} name={name} here={here} found={check.value} onClaimed={onClaimed} />;
}

function Claiming({ whom, plain, here }: { readonly whom: ForWhom; readonly plain: boolean; readonly here: string }) {
  const person = usePerson(whom);
  const elder = useElderMode();
  const [card, setCard] = useState<CardView>();
  if (card) return <Claimed card={card} />;
  return (
    <View className="claim">
      {elder.on ? null : <Uses />}
      <View className="claim__do">
        <ForWhomCard person={person} self={whom.memberId === undefined} />
        <Offer whom={whom} plain={plain} name={person?.name ?? WHOSE.family} here={here} onClaimed={setCard} />
      </View>
    </View>
  );
}

export default function ClaimPage() {
  const { memberId, plain } = useRouter().params;
  const whom: ForWhom = memberId === undefined ? {} : { memberId };
  const here = address.claim({ ...whom, ...(plain ? { plain } : {}) });
  return (
    <AppPage title={CLAIM.title} wide>
      <SignedIn here={here}><Claiming whom={whom} plain={plain !== undefined} here={here} /></SignedIn>
    </AppPage>
  );
}
