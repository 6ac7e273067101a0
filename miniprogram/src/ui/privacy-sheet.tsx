import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { onPrivacyQuestion, openPrivacyGuide, type PrivacyQuestion } from '../platform/privacy';
import { AppButton } from './app-button';
import { Sheet } from './sheet';

const AGREE_BUTTON = 'agree-privacy';
const COPY = {
  title: '使用前请您了解',
  text: '接下来的操作要用到您手机上的信息（如手机号、相机）。您可以先看微信的隐私保护指引。不同意也没关系，其他功能照常使用。',
  guide: '查看隐私保护指引',
  agree: '同意并继续',
  refuse: '暂不同意',
};

/** WeChat's privacy question, asked the moment an API needs it and not before. */
export function PrivacySheet() {
  const [question, setQuestion] = useState<PrivacyQuestion>();
  useEffect(() => onPrivacyQuestion((asked) => { setQuestion(asked); }), []);
  function answer(give: (asked: PrivacyQuestion) => void) {
    if (question) give(question);
    setQuestion(undefined);
  }
  const refuse = () => { answer((asked) => { asked.refuse(); }); };
  const agree = () => { answer((asked) => { asked.agree(AGREE_BUTTON); }); };
  return (
    <Sheet open={question !== undefined} title={COPY.title} onClose={refuse}>
      <View>{COPY.text}</View>
      <View className="stack">
        <AppButton kind="text" onPress={openPrivacyGuide}>{COPY.guide}</AppButton>
        <AppButton onPress={() => undefined} wechat={{ id: AGREE_BUTTON, openType: 'agreePrivacyAuthorization', onAgreePrivacyAuthorization: agree }}>{COPY.agree}</AppButton>
        <AppButton kind="secondary" onPress={refuse}>{COPY.refuse}</AppButton>
      </View>
    </Sheet>
  );
}
