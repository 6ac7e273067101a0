import { View } from '@tarojs/components';
import type { ConsentText } from '@shared/identity/identity.schema';
import { useState } from 'react';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { AppCard } from '../../ui/app-card';
import { CONSENTS } from '../identity.copy';
import './consent-card.scss';

export function ConsentParagraphs({ text }: { readonly text: { readonly title: string; readonly body: readonly string[] } }) {
  return (
    <View className="consent__text" {...accessible({ role: 'region', label: text.title })}>
      {text.body.map((paragraph) => <View key={paragraph} className="consent__paragraph">{paragraph}</View>)}
    </View>
  );
}

/** To be read by anyone, with nothing to decide. `first`: open from the start. */
export function TextToRead({ text, first }: { readonly text: ConsentText; readonly first: boolean }) {
  const [open, setOpen] = useState(first);
  return (
    <AppCard title={text.title}>
      {open ? <ConsentParagraphs text={text} /> : null}
      <View className="consent__ways">
        <AppButton kind="text" compact about={text.title} onPress={() => { setOpen(!open); }}>{open ? CONSENTS.hide : CONSENTS.readAll}</AppButton>
      </View>
    </AppCard>
  );
}
