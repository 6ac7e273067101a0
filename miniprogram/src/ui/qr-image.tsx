import { Image, View } from '@tarojs/components';
import { useMemo } from 'react';
import { accessible } from './accessible';
import { qrPng } from './qr-png';

export type QrImageProps = {
  readonly text: string;
  /** What the code is, for a person who cannot see it. */
  readonly label: string;
};

/** Always black on white with its quiet zone, in every mode: scanners are not people. */
export function QrImage({ text, label }: QrImageProps) {
  const png = useMemo(() => qrPng(text), [text]);
  return (
    <View className="qr">
      <Image className="qr__image" src={png} mode="scaleToFill" {...(process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: label } } : accessible({ role: 'img', label }))} />
    </View>
  );
}
