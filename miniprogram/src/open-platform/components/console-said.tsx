/** What came of a press or of reading. After half an hour the code is asked for on the spot, so that nothing typed is lost. */
import { View } from '@tarojs/components';
import type { Refusal } from '@shared/kernel/result';
import { accessible } from '../../ui/accessible';
import { AppCard } from '../../ui/app-card';
import { ErrorState } from '../../ui/states';
import { Notice, type Tone } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CONSOLE, CONSOLE_REFUSALS } from '../console.copy';
import { EnterCode } from './console-door';

export type Word = { readonly tone: Tone; readonly text: string } | { readonly refusal: Refusal };

function needsCode({ code }: Refusal): boolean {
  return code === 'console/second-factor-needed';
}

/** `onEntered`: the code was shown; what was refused may be tried again. */
export function ConsoleSaid({ said, onEntered }: { readonly said: Word | undefined; readonly onEntered: () => void }) {
  if (said === undefined) return null;
  const { tone, text } = 'refusal' in said ? { tone: 'warn' as const, text: refusalText(CONSOLE_REFUSALS, said.refusal) } : said;
  return (
    <View>
      <View {...accessible({ role: tone === 'warn' ? 'alert' : 'status' })}><Notice tone={tone}>{text}</Notice></View>
      {'refusal' in said && needsCode(said.refusal) ? <EnterCode onEntered={onEntered} /> : null}
    </View>
  );
}

/** In the place of what could not be read. */
export function ConsoleRefused({ refusal, again }: { readonly refusal: Refusal; readonly again: () => void }) {
  if (!needsCode(refusal)) return <ErrorState text={refusalText(CONSOLE_REFUSALS, refusal)} again={again} />;
  return <AppCard title={CONSOLE.codeTitle}><EnterCode onEntered={again} /></AppCard>;
}
