import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { readConsentTextsRoute, readMeRoute } from '@shared/identity/identity.routes';
import type { Consent, ConsentText } from '@shared/identity/identity.schema';
import { useEffect, useRef, useState } from 'react';
import { address, comeBack, goBackTo, open } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { useRead } from '../../../platform/queries';
import { useAccount } from '../../../platform/use-session';
import { AppButton } from '../../../ui/app-button';
import { AppPage } from '../../../ui/app-page';
import { ErrorState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { ConsentCard } from '../../components/consent-card';
import { TextToRead } from '../../components/consent-text';
import { isGiven } from '../../consents-in-force';
import { CONSENTS, REAL_NAME } from '../../identity.copy';

type Asked = { readonly asked: string | undefined; readonly comeBackTo: string | undefined };
type Deciding = Asked & { readonly texts: readonly ConsentText[]; readonly consents: readonly Consent[] };

/** What is needed now stands first, and stays where it is while one decides. */
function useOrder(texts: readonly ConsentText[], isMissing: (text: ConsentText) => boolean): readonly ConsentText[] {
  const [purposes] = useState(() => [...texts].sort((a, b) => Number(isMissing(b)) - Number(isMissing(a))).map(({ purpose }) => purpose));
  return [...texts].sort((a, b) => purposes.indexOf(a.purpose) - purposes.indexOf(b.purpose));
}

/** The last needed consent leads on by itself. */
function useGoingOn(missing: number, comeBackTo: string | undefined) {
  const wasAsked = useRef(missing > 0);
  useEffect(() => {
    if (wasAsked.current && missing === 0 && comeBackTo !== undefined) comeBack(comeBackTo);
  }, [missing, comeBackTo]);
}

function Decisions({ texts, consents, asked, comeBackTo }: Deciding) {
  const consentOf = (purpose: string) => consents.find((consent) => consent.purpose === purpose);
  const isAsked = ({ required, purpose }: ConsentText) => required || purpose === asked;
  const isMissing = (text: ConsentText) => isAsked(text) && !isGiven(consentOf(text.purpose));
  const ordered = useOrder(texts, isMissing);
  const missing = texts.filter(isMissing);
  useGoingOn(missing.length, comeBackTo);
  return (
    <View>
      {missing.length > 0 ? <Notice tone="quiet">{CONSENTS.left(missing.length)}</Notice> : null}
      {ordered.map((text) => (
        <ConsentCard key={text.purpose} text={text} consent={consentOf(text.purpose)} asked={isAsked(text)} />
      ))}
      <View className="stack">
        {missing.length === 0 && comeBackTo !== undefined ? <AppButton onPress={() => { comeBack(comeBackTo); }}>{CONSENTS.go}</AppButton> : null}
        {missing.length > 0 ? <AppButton kind="text" onPress={() => { goBackTo(comeBackTo); }}>{CONSENTS.notNow}</AppButton> : null}
      </View>
    </View>
  );
}

function Consents(asked: Asked) {
  const texts = useRead(readConsentTextsRoute, {});
  const me = useRead(readMeRoute, {});
  if (texts.state === 'loading' || me.state === 'loading') return <Skeleton rows={8} />;
  if (texts.state === 'refused') return <ErrorState text={refusalText({}, texts.refusal)} again={texts.again} />;
  if (me.state === 'refused') return <ErrorState text={refusalText({}, me.refusal)} again={me.again} />;
  return <Decisions texts={texts.value.items} consents={me.value.consents} {...asked} />;
}

/** Whoever is not signed in reads first and decides afterwards. */
function Texts({ here }: { readonly here: string }) {
  const texts = useRead(readConsentTextsRoute, {});
  if (texts.state === 'loading') return <Skeleton rows={8} />;
  if (texts.state === 'refused') return <ErrorState text={refusalText({}, texts.refusal)} again={texts.again} />;
  return (
    <View>
      {texts.value.items.map((text, at) => <TextToRead key={text.purpose} text={text} first={at === 0} />)}
      <Notice tone="quiet">{CONSENTS.signInToDecide}</Notice>
      <AppButton kind="secondary" onPress={() => { open(address.signIn(here)); }}>{REAL_NAME.signIn}</AppButton>
    </View>
  );
}

export default function ConsentsPage() {
  const { comeBackTo, asked } = useRouter().params;
  const signedIn = useAccount() !== undefined;
  const target = comeBackTo === undefined ? undefined : decoded(comeBackTo);
  return (
    <AppPage title={CONSENTS.title} lead={CONSENTS.lead}>
      {signedIn ? <Consents asked={asked} comeBackTo={target} /> : <Texts here={address.consents(target, asked)} />}
    </AppPage>
  );
}
