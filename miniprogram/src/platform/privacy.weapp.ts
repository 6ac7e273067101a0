import Taro from '@tarojs/taro';
import type { PrivacyQuestion } from './privacy';

type Listener = (question: PrivacyQuestion) => void;

const listeners = new Set<Listener>();
let watching = false;

function watch() {
  if (watching) return;
  watching = true;
  Taro.onNeedPrivacyAuthorization((resolve) => {
    const question: PrivacyQuestion = {
      agree: (buttonId) => { resolve({ event: 'agree', buttonId }); },
      refuse: () => { resolve({ event: 'disagree' }); },
    };
    // WeChat has one hook for all pages: the page opened last is the one being looked at.
    const onTop = [...listeners].pop();
    if (onTop) onTop(question);
    else question.refuse();
  });
}

export function onPrivacyQuestion(listener: Listener): () => void {
  watch();
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

export function openPrivacyGuide(): void {
  Taro.openPrivacyContract({});
}
