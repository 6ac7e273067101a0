import { View } from '@tarojs/components';
import { listCardsRoute } from '@shared/card/card.routes';
import { listFamilyRoute } from '@shared/identity/family.routes';
import { giveConsentRoute, readConsentTextsRoute, readMeRoute, withdrawConsentRoute } from '@shared/identity/identity.routes';
import type { Consent, ConsentText } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { useForget, useWrite } from '../../platform/queries';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Confirm } from '../../ui/sheet';
import { Notice, StatusTag } from '../../ui/status-tag';
import { dayText, refusalText } from '../../ui/words';
import { isGiven, REQUIRED } from '../consents-in-force';
import { CONSENT_REFUSALS, CONSENTS, WITHDRAWAL_EFFECTS } from '../identity.copy';
import { ConsentParagraphs } from './consent-text';
import './consent-card.scss';

const CHANGED = [readMeRoute, listCardsRoute, listFamilyRoute];

function StateOf({ consent }: { readonly consent: Consent | undefined }) {
  if (isGiven(consent)) return <StatusTag tone="good">{CONSENTS.given(dayText(consent?.agreedAt ?? ''))}</StatusTag>;
  return <StatusTag tone="warn">{consent?.agreedVersion === undefined ? CONSENTS.notGiven : CONSENTS.changed}</StatusTag>;
}

/** The way to withdraw stands beside the grant and says first what will stop. */
function Withdraw({ text }: { readonly text: ConsentText }) {
  const withdraw = useWrite(withdrawConsentRoute, CHANGED);
  const forget = useForget([listCardsRoute]);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function confirm() {
    const result = await withdraw.send({ purpose: text.purpose });
    setAsking(false);
    // Cards and codes kept for when there is no network rest on it too.
    if (result.ok && REQUIRED.includes(text.purpose)) forget();
    setProblem(result.ok ? undefined : refusalText({}, result.refusal));
  }
  return (
    <View>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      <AppButton kind="text" compact about={text.title} onPress={() => { setAsking(true); }}>{CONSENTS.withdraw}</AppButton>
      <Confirm
        open={asking} title={CONSENTS.withdrawTitle} text={`${text.title}。${WITHDRAWAL_EFFECTS[text.purpose]}`} confirm={CONSENTS.withdrawConfirm} danger
        busy={withdraw.busy} onConfirm={() => { void confirm(); }} onCancel={() => { setAsking(false); }}
      />
    </View>
  );
}

type AgreeProps = { readonly text: ConsentText; readonly asked: boolean; readonly onGiven: (() => void) | undefined };

/** Each text is agreed to by a press of its own. */
function Agree({ text: { purpose, version, title }, asked, onGiven }: AgreeProps) {
  const give = useWrite(giveConsentRoute, [...CHANGED, readConsentTextsRoute]);
  const [problem, setProblem] = useState<string>();
  async function agree() {
    const result = await give.send({ purpose, version });
    setProblem(result.ok ? undefined : refusalText(CONSENT_REFUSALS, result.refusal));
    if (result.ok) onGiven?.();
  }
  return (
    <View>
      {problem === undefined ? null : <Notice tone="warn">{problem}</Notice>}
      <AppButton kind={asked ? 'primary' : 'secondary'} busy={give.busy} about={title} onPress={() => { void agree(); }}>{CONSENTS.agree}</AppButton>
    </View>
  );
}

function whenNeeded({ required }: ConsentText, asked: boolean): string {
  if (required) return CONSENTS.required;
  return asked ? CONSENTS.needed : CONSENTS.optional;
}

/** One agrees to what lies open: the way to the text comes before the way to agree. */
function wayToRead(open: boolean, given: boolean): string {
  if (open) return CONSENTS.hide;
  return given ? CONSENTS.readAll : CONSENTS.readFirst;
}

export type ConsentCardProps = {
  readonly text: ConsentText;
  readonly consent: Consent | undefined;
  /** Needed for what the person is about to do: open from the start. */
  readonly asked: boolean;
  readonly onGiven?: (() => void) | undefined;
};

/** One text, asked and withdrawn apart from the others (个人信息保护法 14, 15, 29). */
export function ConsentCard({ text, consent, asked, onGiven }: ConsentCardProps) {
  const given = isGiven(consent);
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? (asked && !given);
  return (
    <AppCard title={text.title}>
      <View className="consent__state">
        <StateOf consent={consent} />
        <View className="consent__when">{whenNeeded(text, asked)}</View>
      </View>
      {open ? <ConsentParagraphs text={text} /> : null}
      {open && !given ? <Agree text={text} asked={asked} onGiven={onGiven} /> : null}
      <View className="consent__ways">
        <AppButton kind="text" compact about={text.title} onPress={() => { setChosen(!open); }}>{wayToRead(open, given)}</AppButton>
        {given ? <Withdraw text={text} /> : null}
      </View>
    </AppCard>
  );
}
