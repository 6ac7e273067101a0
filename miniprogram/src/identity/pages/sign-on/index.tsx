import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { linkAccountRoute, listLinksRoute, readSignOnRoute, signInInstitutionRoute } from '@shared/identity/links.routes';
import type { OutputOf } from '@shared/kernel/route';
import { useState } from 'react';
import { address, comeBack, open, switchTo, TABS } from '../../../app/routes';
import { session } from '../../../platform/api';
import { useRead, useWrite } from '../../../platform/queries';
import { useOneAtATime } from '../../../platform/use-one-at-a-time';
import { useAccount } from '../../../platform/use-session';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { EmptyState, Skeleton } from '../../../ui/states';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { SIGN_ON, SIGN_ON_REFUSALS } from '../../links.copy';

type Sent = OutputOf<typeof readSignOnRoute>;
type Asked = { readonly ticket: string; readonly sent: Sent };

const PLACES: Readonly<Record<Sent['page'], string>> = { home: TABS.home, package: TABS.package, services: address.services() };

function Problem({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <View className="stack" {...accessible({ role: 'alert' })}><Notice tone="warn">{text}</Notice></View>;
}

/** The account that opens, and, where another is signed in, which one it takes the place of. */
function Whose({ holder, signedInAs }: { readonly holder: string | undefined; readonly signedInAs: string | undefined }) {
  return (
    <View>
      <Notice tone="quiet">{holder === undefined ? SIGN_ON.nameless : SIGN_ON.whose(holder)}</Notice>
      {signedInAs === undefined || signedInAs === holder ? null : <Notice tone="warn">{SIGN_ON.instead(signedInAs)}</Notice>}
    </View>
  );
}

/** A tap, and not by itself: whoever was sent a link by somebody else sees whose account it opens before they type anything into it. */
function Known({ ticket, sent }: Asked) {
  const account = useAccount();
  const signIn = useWrite(signInInstitutionRoute);
  const [problem, setProblem] = useState<string>();
  const enter = useOneAtATime(async () => {
    const result = await signIn.send({ ticket });
    if (!result.ok) {
      setProblem(refusalText(SIGN_ON_REFUSALS, result.refusal));
      return;
    }
    session.keep(result.value);
    comeBack(PLACES[sent.page]);
  });
  return (
    <AppCard title={SIGN_ON.known(sent.institutionName)}>
      <Whose holder={sent.holder} signedInAs={account?.realName?.maskedName ?? account?.maskedPhone} />
      <View>{SIGN_ON.knownText}</View>
      <Problem text={problem} />
      <View className="stack">
        <AppButton icon="sign-in" busy={signIn.busy} onPress={enter}>{SIGN_ON.enter}</AppButton>
        <AppButton kind="secondary" onPress={() => { open(address.signIn(PLACES[sent.page])); }}>{SIGN_ON.other}</AppButton>
      </View>
    </AppCard>
  );
}

/** What has to be done first leads there, and back here with the same ticket. */
function FirstStep({ code, ticket }: { readonly code: string | undefined; readonly ticket: string }) {
  const here = address.signOn(ticket);
  const ways: Readonly<Record<string, { label: string; url: string }>> = {
    'consent/needed': { label: SIGN_ON.consent, url: address.consents(here) },
    'identity/real-name-needed': { label: SIGN_ON.realName, url: address.realName(here) },
    'identity/presence-needed': { label: SIGN_ON.presence, url: address.presence({ comeBackTo: here }) },
  };
  const way = ways[code ?? ''];
  return way ? <AppButton onPress={() => { open(way.url); }}>{way.label}</AppButton> : null;
}

function Linking({ ticket, sent }: Asked) {
  const account = useAccount();
  const link = useWrite(linkAccountRoute, [listLinksRoute]);
  const [problem, setProblem] = useState<{ readonly code: string; readonly text: string }>();
  const confirm = useOneAtATime(async () => {
    const result = await link.send({ ticket, confirmed: 'it-is-me' });
    if (result.ok) comeBack(PLACES[sent.page]);
    else setProblem({ code: result.refusal.code, text: refusalText(SIGN_ON_REFUSALS, result.refusal) });
  });
  return (
    <AppCard title={SIGN_ON.ask(sent.institutionName)}>
      <Notice tone="quiet">{SIGN_ON.pair(sent.sentName, account?.realName?.maskedName ?? SIGN_ON.unnamed)}</Notice>
      <View>{SIGN_ON.askText}</View>
      <Problem text={problem?.text} />
      <View className="stack">
        <FirstStep code={problem?.code} ticket={ticket} />
        {problem?.code.startsWith('link/') ? null : <AppButton icon="verified" busy={link.busy} onPress={confirm}>{SIGN_ON.confirm}</AppButton>}
        <AppButton kind="secondary" onPress={() => { comeBack(PLACES[sent.page]); }}>{SIGN_ON.stay}</AppButton>
      </View>
    </AppCard>
  );
}

function Unlinked({ ticket, sent }: Asked) {
  const signedIn = useAccount() !== undefined;
  if (signedIn) return <Linking ticket={ticket} sent={sent} />;
  return <EmptyState icon="sign-in" title={SIGN_ON.signInTitle} text={SIGN_ON.signInText(sent.institutionName)} action={{ label: SIGN_ON.signIn, onPress: () => { open(address.signIn(address.signOn(ticket))); } }} />;
}

function Coming({ ticket }: { readonly ticket: string }) {
  const sent = useRead(readSignOnRoute, { ticket });
  if (sent.state === 'loading') return <Skeleton />;
  if (sent.state === 'refused') {
    const code = sent.refusal.code === 'request/not-valid' ? 'sign-in/ticket-unknown' : sent.refusal.code;
    return <EmptyState icon="warning" title={SIGN_ON.failed} text={refusalText(SIGN_ON_REFUSALS, { ...sent.refusal, code })} action={{ label: SIGN_ON.home, onPress: () => { switchTo('home'); } }} />;
  }
  return sent.value.linked ? <Known ticket={ticket} sent={sent.value} /> : <Unlinked ticket={ticket} sent={sent.value} />;
}

export default function SignOnPage() {
  const { ticket = '' } = useRouter().params;
  return (
    <AppPage title={SIGN_ON.title}>
      <Coming ticket={ticket} />
    </AppPage>
  );
}
