import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { beginServiceAccountRoute } from '@shared/identity/sign-in.routes';
import { useState } from 'react';
import { address, comeBack, leadsOut, open, switchTo } from '../../../app/routes';
import { decoded } from '../../../platform/decoded';
import { useWrite } from '../../../platform/queries';
import { leaveForAuthorization, returnAddress, signInPlace } from '../../../platform/sign-in';
import { signInWithWechat } from '../../../platform/sign-in-with-wechat';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppCard } from '../../../ui/app-card';
import { AppPage } from '../../../ui/app-page';
import { Notice } from '../../../ui/status-tag';
import { refusalText } from '../../../ui/words';
import { PcTicket } from '../../components/pc-ticket';
import { AUTHORIZATION_REFUSALS, SIGN_IN, SIGN_IN_REFUSALS } from '../../sign-in.copy';
import './index.scss';

type Way = { readonly busy: boolean; readonly problem: string | undefined; readonly go: () => void };

/** In the mini-program: one tap. */
function useMiniProgram(done: () => void): Way {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function go() {
    setBusy(true);
    const result = await signInWithWechat();
    setBusy(false);
    if (result.ok) done();
    else setProblem(refusalText(SIGN_IN_REFUSALS, result.refusal));
  }
  return { busy, problem, go: () => { void go(); } };
}

/** Why WeChat's authorisation, from which one just came back, did not end in a session. */
function wordsOf(code: string | undefined): string | undefined {
  return code === undefined ? undefined : refusalText(AUTHORIZATION_REFUSALS, { code: decoded(code) as keyof typeof AUTHORIZATION_REFUSALS });
}

/** On a web page: over WeChat's authorisation page and back. */
function useWebAuthorization(comeBackTo: string, failedBefore: string | undefined): Way {
  const begin = useWrite(beginServiceAccountRoute);
  const [problem, setProblem] = useState(() => wordsOf(failedBefore));
  async function go() {
    const result = await begin.send({ returnTo: returnAddress() });
    if (result.ok) leaveForAuthorization({ ...result.value, comeBackTo });
    else setProblem(refusalText(SIGN_IN_REFUSALS, result.refusal));
  }
  return { busy: begin.busy, problem, go: () => { void go(); } };
}

function WechatButton({ way, label, secondary = false }: { readonly way: Way; readonly label: string; readonly secondary?: boolean }) {
  return (
    <View>
      {way.problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{way.problem}</Notice></View>}
      <AppButton kind={secondary ? 'secondary' : 'primary'} icon="sign-in" busy={way.busy} onPress={way.go}>{label}</AppButton>
    </View>
  );
}

/** 个人信息保护法 17: told before the first of it is used. Signing in agrees to nothing: each consent is asked for afterwards. */
function Terms() {
  return (
    <View className="sign-in__terms">
      <View>{SIGN_IN.terms}</View>
      <AppButton kind="text" compact onPress={() => { open(address.consents()); }}>{SIGN_IN.readTerms}</AppButton>
    </View>
  );
}

export default function SignInPage() {
  const { comeBackTo, problem } = useRouter().params;
  const target = comeBackTo === undefined ? undefined : decoded(comeBackTo);
  const done = () => { comeBack(target); };
  const place = signInPlace();
  const miniProgram = useMiniProgram(done);
  const web = useWebAuthorization(target ?? '', problem);
  return (
    <AppPage title={SIGN_IN.title} lead={SIGN_IN.lead}>
      {place === 'pc' ? <PcTicket onSignedIn={done} /> : null}
      <AppCard {...(place === 'pc' ? { title: SIGN_IN.otherWay } : {})}>
        <Terms />
        {place === 'mini-program'
          ? <WechatButton way={miniProgram} label={SIGN_IN.withWechat} />
          : <WechatButton way={web} label={SIGN_IN.withWechatOnline} secondary={place === 'pc'} />}
      </AppCard>
      {leadsOut(target)
        ? <AppButton kind="text" onPress={done}>{SIGN_IN.goBack}</AppButton>
        : <AppButton kind="text" onPress={() => { switchTo('home'); }}>{SIGN_IN.later}</AppButton>}
    </AppPage>
  );
}
