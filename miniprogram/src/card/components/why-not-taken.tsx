import { View } from '@tarojs/components';
import { accessible } from '../../ui/accessible';
import { AppButton } from '../../ui/app-button';
import { Notice } from '../../ui/status-tag';
import { refusalText } from '../../ui/words';
import { CLAIM_REFUSALS } from '../card.copy';
import type { ForWhom } from '../card.queries';
import { nextStep } from '../next-steps';
import type { TakingProblem } from '../use-taking';

/** What stopped the claim, and the step that helps. */
export function WhyNotTaken({ problem, here, whom }: { readonly problem: TakingProblem; readonly here: string; readonly whom: ForWhom }) {
  const step = nextStep(problem.code, { here, cardId: problem.cardId, ...whom });
  return (
    <View className="claim__problem" {...accessible({ role: 'alert' })}>
      <Notice tone="warn">{refusalText(CLAIM_REFUSALS, problem)}</Notice>
      {step ? <AppButton kind="secondary" onPress={step.onPress}>{step.label}</AppButton> : null}
    </View>
  );
}
