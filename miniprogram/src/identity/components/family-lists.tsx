import { View } from '@tarojs/components';
import { listCardsRoute } from '@shared/card/card.routes';
import { endActingForMeRoute, listFamilyRoute, removeMemberRoute } from '@shared/identity/family.routes';
import type { ActingForMe, Consent, FamilyMember } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { address, open } from '../../app/routes';
import { useRead, useWrite } from '../../platform/queries';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Icon } from '../../ui/icon';
import { Confirm } from '../../ui/sheet';
import { Notice, StatusTag, type Tone } from '../../ui/status-tag';
import { dayText, refusalText } from '../../ui/words';
import { DOCUMENT_WORDS } from '../../ui/document-words';
import { areGiven, REQUIRED } from '../consents-in-force';
import { FAMILY, GROUND_NOTES, GROUNDS, INVITE_REFUSALS, RELATIONS } from '../family.copy';
import './family-lists.scss';

const TONES: Readonly<Record<FamilyMember['ground'], Tone>> = { guardian: 'good', 'guardian-of-teen': 'good', delegate: 'good', waiting: 'warn', ended: 'quiet' };

type EndingProps = { readonly label: string; readonly title: string; readonly text: string; readonly about: string; readonly busy: boolean; readonly onConfirm: () => Promise<string | undefined> };

/** One tap, one question, done; what went wrong stays on the page. */
function Ending({ label, title, text, about, busy, onConfirm }: EndingProps) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function confirm() {
    const said = await onConfirm();
    setAsking(false);
    setProblem(said);
  }
  return (
    <View>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      <AppButton kind="text" about={about} onPress={() => { setAsking(true); }}>{label}</AppButton>
      <Confirm open={asking} title={title} text={text} confirm={label} danger busy={busy} onConfirm={() => { void confirm(); }} onCancel={() => { setAsking(false); }} />
    </View>
  );
}

type MemberProps = { readonly member: FamilyMember; /** Of the account's holder. */ readonly consents: readonly Consent[] };

/** How a ground that waits is opened: the holder's own consent for children, or the member being there, or the adult's consent. */
function Opening({ member: { memberId, relation, maskedName }, consents }: MemberProps) {
  if (relation !== 'child') return <AppButton about={maskedName} onPress={() => { open(address.askConsent(memberId)); }}>{FAMILY.getConsent}</AppButton>;
  if (!areGiven(consents, ['child'])) return <AppButton about={maskedName} onPress={() => { open(address.consents(address.family(), 'child')); }}>{FAMILY.childConsent}</AppButton>;
  return <AppButton about={maskedName} onPress={() => { open(address.presence({ memberId, comeBackTo: address.family() })); }}>{FAMILY.prove}</AppButton>;
}

/** Showing the member's card where it is there already, else claiming it. */
function CardOf({ memberId, about }: { readonly memberId: string; readonly about: string }) {
  const cards = useRead(listCardsRoute, {});
  if (cards.state === 'loading') return null;
  const theirs = cards.state === 'ready' ? cards.value.items.filter((card) => card.memberId === memberId && card.state !== 'closed') : [];
  const active = theirs.find(({ state }) => state === 'active');
  if (active) return <AppButton kind="secondary" icon="code" about={about} onPress={() => { open(address.showCode(active.cardId)); }}>{FAMILY.show}</AppButton>;
  const [other] = theirs;
  if (other) return <AppButton kind="secondary" icon="id-card" about={about} onPress={() => { open(address.card(other.cardId)); }}>{FAMILY.card}</AppButton>;
  return <AppButton kind="secondary" icon="id-card" about={about} onPress={() => { open(address.claim({ memberId })); }}>{FAMILY.claim}</AppButton>;
}

/** What can be done for this member now; while the holder's consents are missing, they come first. */
function NextFor({ member, consents }: MemberProps) {
  const { memberId, ground, maskedName } = member;
  if (member.consentWithdrawn || !areGiven(consents, REQUIRED)) return null;
  // An ended bond is taken up by naming the person anew: only they themselves can say yes again.
  if (ground === 'ended') return <AppButton kind="secondary" about={maskedName} onPress={() => { open(address.addAdult()); }}>{FAMILY.askAgain}</AppButton>;
  if (ground === 'waiting') return <Opening member={member} consents={consents} />;
  return <CardOf memberId={memberId} about={maskedName} />;
}

/** Why a ground waits that the holder's own consents put to rest; undefined when it waits for somebody else. */
function restsBecause({ member: { ground, relation }, consents }: MemberProps): string | undefined {
  if (ground !== 'waiting') return undefined;
  if (!areGiven(consents, REQUIRED)) return FAMILY.restsNote;
  return relation === 'child' && !areGiven(consents, ['child']) ? FAMILY.childRestsNote : undefined;
}

function Head({ member: { maskedName, maskedNumber, relation, ground, idType }, rests }: { readonly member: FamilyMember; readonly rests: boolean }) {
  const document = DOCUMENT_WORDS[idType as keyof typeof DOCUMENT_WORDS]?.label ?? '';
  return (
    <View className="member">
      <View className="member__sign"><Icon name={relation === 'child' ? 'child' : 'person'} /></View>
      <View className="member__words">
        <View className="member__head">
          <View className="member__name">{`${maskedName}（${RELATIONS[relation]}）`}</View>
          <StatusTag tone={TONES[ground]}>{rests ? FAMILY.rests : GROUNDS[ground]}</StatusTag>
        </View>
        <View className="member__document">{document}</View>
        <View className="member__document">{maskedNumber}</View>
      </View>
    </View>
  );
}

/** One member: on which ground one may act, until when, and what can be done now. */
export function Member({ member, consents }: MemberProps) {
  const remove = useWrite(removeMemberRoute, [listFamilyRoute, listCardsRoute]);
  const { memberId, maskedName, ground, changesOn } = member;
  const because = restsBecause({ member, consents });
  async function confirmed() {
    const result = await remove.send({ memberId });
    return result.ok ? undefined : refusalText(INVITE_REFUSALS, result.refusal);
  }
  return (
    <AppCard>
      <Head member={member} rests={because !== undefined} />
      <View>{because ?? (member.consentWithdrawn ? FAMILY.withdrawn : GROUND_NOTES[ground](changesOn === undefined ? undefined : dayText(changesOn)))}</View>
      <View className="stack">
        <NextFor member={member} consents={consents} />
        <Ending label={FAMILY.remove} title={FAMILY.removeTitle} text={FAMILY.removeText(maskedName)} about={maskedName} busy={remove.busy} onConfirm={confirmed} />
      </View>
    </AppCard>
  );
}

/** Somebody who may act for the account's holder: seen, and ended at any time. */
export function Actor({ actor }: { readonly actor: ActingForMe }) {
  const end = useWrite(endActingForMeRoute, [listFamilyRoute]);
  const { memberId, maskedName, ground, since } = actor;
  const role = ground === 'delegate' ? FAMILY.delegateOfMe : FAMILY.guardianOfMe;
  async function confirmed() {
    const result = await end.send({ memberId });
    return result.ok ? undefined : refusalText(INVITE_REFUSALS, result.refusal);
  }
  return (
    <AppCard>
      <View className="member">
        <View className="member__sign"><Icon name="person" /></View>
        <View className="member__words">
          <View className="member__name">{maskedName}</View>
          <View className="member__document">{FAMILY.actingNote(role, dayText(since))}</View>
        </View>
      </View>
      <Ending label={FAMILY.end} title={FAMILY.endTitle} text={FAMILY.endText(maskedName)} about={maskedName} busy={end.busy} onConfirm={confirmed} />
    </AppCard>
  );
}
