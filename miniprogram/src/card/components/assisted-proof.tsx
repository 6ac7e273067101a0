import { Image, View } from '@tarojs/components';
import type { AssistedConsent } from '@shared/card/assisted.routes';
import { useEffect, useRef, useState } from 'react';
import { showPhoto, type ShownPhoto } from '../../platform/photo';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { agreedText, ASSIST, ASSIST_REFUSALS, PROOFS } from '../assisted.copy';
import { askAssistedProof } from '../card.client';

type Proof = AssistedConsent & { readonly photo: ShownPhoto };

function Agreed({ kind, texts, photo }: Proof) {
  const alt = process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: ASSIST.proofShown } } : accessible({ role: 'img', label: ASSIST.proofShown });
  return (
    <AppCard title={ASSIST.proofShown}>
      <View>{PROOFS[kind]}</View>
      {texts.length === 0 ? null : <View>{`${ASSIST.agreedTo}：${texts.map(agreedText).join('、')}`}</View>}
      <View className="proof"><Image className="proof__image" src={photo.src} mode="aspectFit" {...alt} /></View>
    </AppCard>
  );
}

/** The signed consent, only when it is asked for: every look at it is kept in the audit. It leaves the device with the page. */
export function AssistedProof({ claimId }: { readonly claimId: string }) {
  const [proof, setProof] = useState<Proof>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const left = useRef(false);
  useEffect(() => () => { proof?.photo.forget(); }, [proof]);
  useEffect(() => () => { left.current = true; }, []);

  async function show() {
    setBusy(true);
    setProblem(undefined);
    const asked = await askAssistedProof(claimId);
    const photo = asked.ok ? await showPhoto(`consent-${claimId}`, asked.value.imageBase64) : undefined;
    if (left.current) {
      photo?.forget();
      return;
    }
    setBusy(false);
    if (asked.ok && photo) setProof({ ...asked.value, photo });
    else setProblem(asked.ok ? ASSIST.proofNotShown : refusalText(ASSIST_REFUSALS, asked.refusal));
  }

  if (proof) return <Agreed {...proof} />;
  return (
    <View>
      {problem === undefined ? null : <View {...accessible({ role: 'alert' })}><Notice tone="warn">{problem}</Notice></View>}
      <AppButton kind="secondary" icon="info" busy={busy} onPress={() => { void show(); }}>{problem === undefined ? ASSIST.showProof : ASSIST.proofAgain}</AppButton>
    </View>
  );
}
