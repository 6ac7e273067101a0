import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { CardView } from '@shared/card/card.schema';
import { useState } from 'react';
import { address, goBack, replace } from '../../../app/routes';
import { chosenCard, codeOfAuthorisation } from '../../../platform/health-card-answers';
import { hearPlugIn } from '../../../platform/health-card-plugin';
import { accessible } from '../../../ui/accessible';
import { AppButton } from '../../../ui/app-button';
import { AppPage } from '../../../ui/app-page';
import { Notice } from '../../../ui/status-tag';
import { channel } from '../../card.client';
import type { ForWhom } from '../../card.queries';
import { Claimed } from '../../components/claimed';
import { SignedIn } from '../../components/signed-in';
import { WhyNotTaken } from '../../components/why-not-taken';
import { useTaking } from '../../use-taking';
import { WECHAT_CARD } from '../../wechat-card.copy';

hearPlugIn();

type PlugInProps = { readonly onCode: (through: { readonly healthCode?: string; readonly wechatCode?: string }) => void; readonly onNo: () => void };
type Event = { readonly detail: unknown };

/** 一键授权: the user's cards at the outside platform, in the plug-in's own list. Each choice brings a new code, good once. */
function Users({ hospitalId, onCode, onNo, onPlain }: PlugInProps & { readonly hospitalId: string; readonly onPlain: () => void }) {
  function choose({ detail }: Event) {
    const chosen = chosenCard(detail);
    if (chosen.kind === 'chosen') onCode({ healthCode: chosen.healthCode });
    else if (chosen.kind === 'add-card') onPlain();
    else onNo();
  }
  return <health-card-users type="auth" hospitalId={hospitalId} onSelect={choose} onAddCard={onPlain} bindaddCard onBack={goBack} />;
}

/** The plug-in does not know the user yet: its button asks them, and gives the code a claim needs. */
function Login({ onCode, onNo }: PlugInProps) {
  function know({ detail }: Event) {
    const code = codeOfAuthorisation(detail);
    if (code.kind === 'code') onCode({ wechatCode: code.wechatCode });
    else onNo();
  }
  return (
    <health-card-login wechatcode onAuthSuccess={know} bindauthSuccess onAuthFail={onNo} bindauthFail onAuthCancel={onNo} bindauthCancel>
      <View className="button button--primary" {...accessible({ role: 'button' })}>{WECHAT_CARD.login}</View>
    </health-card-login>
  );
}

type ChoosingProps = { readonly whom: ForWhom; readonly hospitalId: string | undefined; readonly here: string };

function Choosing({ whom, hospitalId, here }: ChoosingProps) {
  const [card, setCard] = useState<CardView>();
  const [declined, setDeclined] = useState(false);
  const { problem, busy, take } = useTaking(whom, setCard);
  const plain = () => { replace(address.claim({ ...whom, plain: 'yes' })); };
  const given: PlugInProps = {
    onCode: (code) => {
      setDeclined(false);
      void take({ ...channel(), ...code });
    },
    onNo: () => { setDeclined(true); },
  };
  if (card) return <Claimed card={card} />;
  return (
    <View className="stack">
      <View className="claim__text">{hospitalId === undefined ? WECHAT_CARD.loginLead : WECHAT_CARD.lead}</View>
      {problem ? <WhyNotTaken problem={problem} here={here} whom={whom} /> : null}
      {declined || busy ? <View {...accessible({ role: 'status' })}><Notice tone="quiet">{busy ? WECHAT_CARD.taking : WECHAT_CARD.declined}</Notice></View> : null}
      {hospitalId === undefined ? <Login {...given} /> : <Users hospitalId={hospitalId} onPlain={plain} {...given} />}
      <AppButton kind="text" onPress={plain}>{WECHAT_CARD.plain}</AppButton>
    </View>
  );
}

export default function WechatCardPage() {
  const { memberId, hospitalId } = useRouter().params;
  const whom: ForWhom = memberId === undefined ? {} : { memberId };
  const here = address.wechatCard({ ...whom, ...(hospitalId === undefined ? {} : { hospitalId }) });
  return (
    <AppPage title={WECHAT_CARD.title}>
      <SignedIn here={here} text={WECHAT_CARD.signInText}><Choosing whom={whom} hospitalId={hospitalId} here={here} /></SignedIn>
    </AppPage>
  );
}
