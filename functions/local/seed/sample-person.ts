/** What is known of a sample resident. */
import type { ChinaDay } from '../../../shared/kernel/china-day';
import type { DocumentType } from '../../../shared/kernel/documents';

/** GB/T 2261.1. */
export type Gender = '1' | '2';

/** As printed on the document; not always the canonical form. */
export type SampleDocument = { readonly idType: DocumentType; readonly idNumber: string };

export type SamplePerson = SampleDocument & {
  readonly personKey: string;
  readonly name: string;
  readonly gender: Gender;
  readonly birthday: ChinaDay;
  /** GB/T 3304; absent for foreigners. */
  readonly nation?: string;
  /** Several people may share one. */
  readonly phone?: string;
  /** Key of the sample WeChat user who is this person. */
  readonly wechatUser?: string;
  /** Further documents of the same person, to be merged into one. */
  readonly otherDocuments?: readonly SampleDocument[];
  readonly family?: { readonly household: string; readonly motherKey?: string; readonly fatherKey?: string };
  readonly deceased?: boolean;
  /** Why this person is among the samples, in a few words. */
  readonly about: string;
};
