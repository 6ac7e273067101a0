/** Orders in which somebody proves who they are (1.9), and who they are found to be. */
import type { LegalDocument } from '../../shared/kernel/documents';
import type { Result } from '../../shared/kernel/result';
import type { OrderState } from '../../shared/open-platform/verification.rules';

/** `attested`: the institution's own face check. */
export type OrderKind = 'plain' | 'uniform' | 'attested';

/** What the order is about: sealed where it rests. */
export type OrderContents = {
  readonly name: string;
  readonly idType: LegalDocument['type'];
  readonly idNumber: string;
  readonly scene: string;
  readonly successPage?: string;
  readonly failPage?: string;
  readonly facePage?: string;
};

type OrderFacts = {
  readonly kind: OrderKind;
  readonly appId: string;
  readonly hospitalId: string;
  readonly hospitalName: string;
  /** Whose `wechatCode` it was ordered with: nobody else sees it. */
  readonly accountId?: string;
  /** Names the person in the audit, and tells two apart. */
  readonly mark: string;
  readonly state: OrderState;
  /** An attested order: the one it was made for. */
  readonly forOrder?: string;
};
export type NewOrder = OrderFacts & { readonly contents: OrderContents };

export type Order = OrderFacts & {
  readonly orderId: string;
  readonly validUntilMs: number;
  /** Of the `registerOrderId` the person's page was sent back with. */
  readonly resultHash?: string;
  /** By a page of the institution, which attested it. */
  readonly provedThere?: true;
  readonly usedAtMs?: number;
  readonly version: number;
  readonly sealed: string;
};

export type Orders = {
  /** Gives the id: a secret between the institution and the person. */
  open(order: NewOrder): Promise<string>;
  /** Nothing is opened; undefined when there is none, or its time is over. */
  find(orderId: string): Promise<Order | undefined>;
  /** Opens sealed data: audit first. */
  contents(order: Order): OrderContents;
  /** Gives what proves it to the institution. Undefined when another was quicker. */
  pass(order: Order): Promise<string | undefined>;
  /** False when another was quicker. */
  fail(order: Order): Promise<boolean>;
  use(order: Order): Promise<boolean>;
  isResult(order: Order, text: string): boolean;
  /** Whether the first was attested to settle the second. */
  isMadeFor(attested: Order, order: Order): boolean;
};

/** A person an account may act for, as identity opens one. */
export type Holder = {
  readonly name: string;
  readonly document: LegalDocument;
  readonly assurance: 'L1' | 'L2';
  readonly assuredAt: string;
  readonly provedToConsent?: true;
};

export type Identity = {
  /** Opens sealed data: audit first. */
  holderOf(accountId: string, memberId?: string): Promise<Result<Holder, 'identity/real-name-needed' | 'identity/member-unknown' | 'family/not-consented'>>;
};
