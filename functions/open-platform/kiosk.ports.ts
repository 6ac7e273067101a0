/** 自助机 (3.6): a code on its screen, whoever scanned it, and the call back to the institution. */

export type NewKiosk = { readonly appId: string; readonly hospitalId: string; readonly hospitalName: string; readonly ssmId: string; readonly notifyUrl?: string };
export type Kiosk = NewKiosk & { readonly uid: string; readonly healthCardId?: string; readonly validUntilMs: number; readonly version: number };

/** To one institution, until it answers or a day has passed. `body` is sent as these very bytes. */
export type CallBack = { readonly id: string; readonly appId: string; readonly url: string; readonly body: string; readonly tries: number; readonly since: number; readonly version: number };

export type Kiosks = {
  show(kiosk: NewKiosk): Promise<string>;
  /** Undefined when there is none, or its time is over. */
  find(uid: string): Promise<Kiosk | undefined>;
  /** The card, and with it the call that is owed. False when another was quicker. */
  authorise(kiosk: Kiosk, healthCardId: string, owed: CallBack | undefined): Promise<boolean>;
};

export type CallBacks = {
  /** Those whose time has come, the longest waiting first. */
  due(limit: number): Promise<readonly CallBack[]>;
  done(call: CallBack): Promise<void>;
  /** Tried in vain: again at that time. */
  later(call: CallBack, atMs: number): Promise<void>;
};

/** False when the institution did not take it. `sign`: header `x-open-sign`. */
export type SendCallBack = (call: { readonly url: string; readonly body: string; readonly sign: string }) => Promise<boolean>;
/** Tries one: true when it is settled, taken or given up. The porch's never throws: what is kept is tried again. */
export type DeliverCallBack = (call: CallBack) => Promise<boolean>;
