/** A text taken to the clipboard, and what came of it. */
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { Tone } from '../ui/status-tag';

export type CopyWords = { readonly copied: string; readonly notCopied: string };

export function useCopy({ copied, notCopied }: CopyWords) {
  const [said, say] = useState<{ readonly tone: Tone; readonly text: string }>();
  async function copy(text: string) {
    try {
      await Taro.setClipboardData({ data: text });
      say({ tone: 'good', text: copied });
    } catch {
      say({ tone: 'warn', text: notCopied });
    }
  }
  return { said, copy: (text: string) => { void copy(text); } };
}
