/** 建档 (1.7): what a hospital began, and where the resident stands. */
import type { CardView } from '../../shared/card/card.schema';
import type { FilingEnding } from '../../shared/open-platform/filing.routes';

/** Sealed where it rests. */
export type FilingContents = {
  readonly successPage: string;
  readonly failPage: string;
  /** Where somebody goes who does not want to. */
  readonly declinePage?: string;
  /** Of the stage `cards`: the hospital's form for a new patient. */
  readonly formPage?: string;
  /** Of the stage `form`: what was filled in, as JSON. */
  readonly form?: string;
};

type FilingFacts = {
  readonly stage: 'cards' | 'form';
  readonly appId: string;
  readonly hospitalId: string;
  readonly hospitalName: string;
  /** Whose `wechatCode` it was begun with: nobody else sees it. */
  readonly accountId?: string;
};
export type NewFiling = FilingFacts & { readonly contents: FilingContents };
export type Filing = FilingFacts & { readonly code: string; readonly isOpen: boolean; readonly ending?: FilingEnding; readonly validUntilMs: number; readonly sealed: string; readonly version: number };

export type Filings = {
  /** Gives the code in the page's address. */
  begin(filing: NewFiling): Promise<string>;
  /** Nothing is opened; undefined when there is none, or its time is over. */
  find(code: string): Promise<Filing | undefined>;
  /** Opens sealed data: audit first. */
  contents(filing: Filing): FilingContents;
  /** False when it was ended before. */
  end(filing: Filing, ending: FilingEnding): Promise<boolean>;
};

/** What a hospital wants shown beside a code. */
export type ScanFields = {
  keep(healthCardId: string, hospitalName: string, fields: Readonly<Record<string, string>>): Promise<string>;
  /** Nothing is opened; undefined when there is none, or its time is over. */
  find(fieldCode: string): Promise<KeptFields | undefined>;
  /** Opens sealed data: audit first. */
  open(kept: KeptFields): Readonly<Record<string, string>>;
};
export type KeptFields = { readonly pk: string; readonly healthCardId: string; readonly hospitalName: string; readonly sealed: string };

/** In the resident's order; audited. */
export type ShownCards = (asked: { readonly accountId: string; readonly requestId: string }) => Promise<readonly CardView[]>;
