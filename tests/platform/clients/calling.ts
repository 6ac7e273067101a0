/** How tests call outside systems: the real caller, with little patience and a log that can be asked. */
import { makeCallJson } from '../../../functions/platform/clients/call-json';
import type { Patience } from '../../../functions/platform/clients/resilience';
import { noMetrics } from '../../../functions/platform/observe/metrics';
import { recordingLog } from '../../doubles/recording-log';

/** Short pauses, but time enough on a busy machine; a target that is to be too slow gets `TOO_SLOW`. */
const HASTY: Partial<Patience> = { timeoutMs: 10_000, totalMs: 60_000, tries: 3, pauseMs: 1, opensAfter: 1000 };
export const TOO_SLOW: Partial<Patience> = { timeoutMs: 120 };

export function caller(patience: Partial<Patience> = {}) {
  const log = recordingLog();
  const hasty = { ...HASTY, ...patience };
  const targets = Object.fromEntries(['outside', 'another', 'wechat', 'population-register', 'authority', 'open-platform'].map((target) => [target, hasty]));
  return { log, callJson: makeCallJson({ log, metrics: noMetrics, now: () => performance.now(), patience: targets }) };
}
