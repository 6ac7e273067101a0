import { Image, View } from '@tarojs/components';
import { PROOF_BASE64_MAX } from '@shared/card/assisted.routes';
import { useState } from 'react';
import { takePhoto, type Photo } from '../../platform/photo';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { AppCheckbox } from '../../ui/app-checkbox';
import { FieldFrame } from '../../ui/app-field';
import { AppPicker } from '../../ui/app-picker';
import { ASSIST, proofHint, PROOFS, type ProofKind } from '../assisted.copy';
import type { TypedConsent } from '../assisted-form';

/** A signed form is readable at this size, and stays far below what may be sent. */
const WIDEST = 1600;

type ProofPhotoProps = { readonly hint: string; readonly photo: Photo | undefined; readonly error: string | undefined; readonly onPhoto: (photo: Photo) => void };

function ProofPhoto({ hint, photo, error, onPhoto }: ProofPhotoProps) {
  const [problem, setProblem] = useState<string>();
  async function take() {
    const taken = await takePhoto(WIDEST);
    if (taken.end === 'left') return;
    const tooLarge = taken.end === 'taken' && taken.photo.base64.length > PROOF_BASE64_MAX;
    setProblem(taken.end === 'unreadable' ? ASSIST.photoUnreadable : tooLarge ? ASSIST.photoTooLarge : undefined);
    if (taken.end === 'taken' && !tooLarge) onPhoto(taken.photo);
  }
  const alt = process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: ASSIST.photoLabel } } : accessible({ role: 'img', label: ASSIST.photoLabel });
  return (
    <FieldFrame label={ASSIST.photoLabel} hint={hint} error={problem ?? error}>
      {photo ? <View className="proof"><Image className="proof__image" src={photo.preview} mode="aspectFit" {...alt} /></View> : null}
      <View className="proof__take"><AppButton kind="secondary" icon="add" onPress={() => { void take(); }}>{photo ? ASSIST.photoAgain : ASSIST.takePhoto}</AppButton></View>
    </FieldFrame>
  );
}

export type ConsentErrors = { readonly seen?: string | undefined; readonly photo?: string | undefined };
export type AssistedConsentProps = {
  readonly typed: TypedConsent;
  readonly photo: Photo | undefined;
  readonly errors: ConsentErrors;
  readonly onChange: (typed: TypedConsent) => void;
  readonly onPhoto: (photo: Photo) => void;
};

/** The clerk saw the original document and its holder. */
export function DocumentSeen({ typed, errors, onChange }: Pick<AssistedConsentProps, 'typed' | 'errors' | 'onChange'>) {
  return <AppCheckbox label={ASSIST.seen} checked={typed.seen} error={errors.seen} onChange={(seen) => { onChange({ ...typed, seen }); }} />;
}

/** What was signed on paper, and its photo. `hint`: what is signed, where it is not the consent. */
export function SignedPaper({ typed, photo, errors, onChange, onPhoto, hint = proofHint(typed.kind) }: AssistedConsentProps & { readonly hint?: string }) {
  return (
    <View>
      <AppPicker
        label={ASSIST.proof} value={typed.kind} choices={Object.entries(PROOFS).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => { onChange({ ...typed, kind: kind as ProofKind }); }}
      />
      <ProofPhoto hint={hint} photo={photo} error={errors.photo} onPhoto={onPhoto} />
    </View>
  );
}

/** Second step: the clerk saw the original, and the person's consent is on paper. */
export function AssistedConsent(props: AssistedConsentProps) {
  return (
    <AppCard>
      <DocumentSeen {...props} />
      <SignedPaper {...props} />
    </AppCard>
  );
}
