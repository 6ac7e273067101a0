/** A poster's code as it is printed: what to do with it above, where it hangs under it. */
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { focusIn } from '../../platform/focus';
import { keepPicture } from '../../platform/keep-file';
import { printPage } from '../../platform/print';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { QrImage } from '../../ui/qr-image';
import { qrPng } from '../../ui/qr-png';
import { POSTERS } from '../console.copy';
import { ConsoleSaid, type Word } from './console-said';

const SHEET = 'console-poster-sheet';

export type ConsolePosterSheetProps = { readonly poster: { readonly tag: string; readonly place: string; readonly link: string }; readonly onClose: () => void };

export function ConsolePosterSheet({ poster: { tag, place, link }, onClose }: ConsolePosterSheetProps) {
  const [said, say] = useState<Word>();
  async function save() {
    const isKept = await keepPicture(`${tag}.png`, { picture: qrPng(link), above: POSTERS.scan, under: place });
    say(isKept ? { tone: 'good', text: POSTERS.saved } : { tone: 'warn', text: POSTERS.notSaved });
  }
  useEffect(() => { focusIn(SHEET); }, []);
  return (
    <View id={SHEET}>
      <View className="console__acts no-print">
        <AppButton compact kind="secondary" icon="back" onPress={onClose}>{POSTERS.back}</AppButton>
        <AppButton compact icon="document" onPress={() => { void save(); }}>{POSTERS.save}</AppButton>
        <AppButton compact kind="secondary" icon="print" onPress={printPage}>{POSTERS.print}</AppButton>
      </View>
      <View className="no-print"><ConsoleSaid said={said} onEntered={() => { say(undefined); }} /></View>
      <View className="poster">
        <View className="poster__scan">{POSTERS.scan}</View>
        <QrImage text={link} label={POSTERS.qr(place)} />
        <View className="poster__place" {...accessible({ role: 'heading', level: 3 })}>{place}</View>
      </View>
    </View>
  );
}
