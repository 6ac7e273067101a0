/** Uses of cards (3.5), each once, and how many there were. */
import type { UseMoment } from '../../shared/open-platform/use.rules';

/** One use of a card as a hospital reported it, or as it was scanned there. */
export type UseReport = UseMoment & {
  readonly hospitalId: string; readonly healthCardId: string; readonly cityCode: string;
  readonly cardChannel: string; readonly department?: string; readonly cardType?: string; readonly cardCostTypes?: string;
  /** The campus. */
  readonly subHospitalCode?: string;
  /** Who it was, where no card was used: stands for the name their hospital has for them. */
  readonly patient?: string;
  /** Back-filled: told long after it happened. */
  readonly isLate: boolean;
};

/** `campus`: its code, where it was named. */
export type UseCount = { readonly hospitalId: string; readonly day: string; readonly scene: string; readonly campus?: string; readonly count: number };

export type UseReports = {
  /** False when it was told before. */
  add(report: UseReport): Promise<boolean>;
  /** Of a hospital, from the first day to the last. */
  counts(hospitalId: string, days: { readonly first: string; readonly last: string }): Promise<readonly UseCount[]>;
};
