/** 单点登录 with an institution's back end: who came from here, and a ticket for a user of its own who goes here. */
import { chinaDayOf } from '../../../shared/kernel/china-day';
import { ok, refuse } from '../../../shared/kernel/result';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import { CODE_SECONDS } from '../../../shared/open-platform/code.rules';
import type { createSignOnTicket, getSignOnUser } from '../../../shared/open-platform/sign-on.methods';
import { entryOf, readNamed } from '../open-platform.rules';
import type { NamedPerson, OneTimeCodes, PartnerCaller, RecordAudit, RecentServices } from '../open-platform.ports';

export type SignOnDeps = {
  readonly codes: Pick<OneTimeCodes, 'mint' | 'redeem'>;
  readonly recentServices: Pick<RecentServices, 'ofApp'>;
  readonly recordAudit: RecordAudit;
  readonly signOnPage: (ticket: string) => string;
  readonly markOf: (document: NamedPerson['document']) => string;
  readonly now: () => number;
};
export type GetSignOnUser = (input: InputOf<typeof getSignOnUser>, caller: PartnerCaller) => MethodAnswer<typeof getSignOnUser>;
export type CreateSignOnTicket = (input: InputOf<typeof createSignOnTicket>, caller: PartnerCaller) => MethodAnswer<typeof createSignOnTicket>;

export function makeGetSignOnUser({ codes, recordAudit }: SignOnDeps): GetSignOnUser {
  return async function getSignOnUser({ signOnCode }, caller) {
    return codes.redeem({ kind: 'sign-on', text: signOnCode }, { caller, content: signOnCode }, async ({ accountId = '', more = {} }) => {
      await recordAudit(entryOf(caller, 'getSignOnUser', accountId));
      return ok({ openUserId: more['openUserId'] ?? '', isRealNameVerified: more['assurance'] !== 'none', isPresenceProved: more['assurance'] === 'L2' });
    });
  };
}

/** A ticket is tied to a person: whoever else opens it links nothing with it. */
export function makeCreateSignOnTicket({ codes, recentServices, recordAudit, signOnPage, markOf, now }: SignOnDeps): CreateSignOnTicket {
  return async function createSignOnTicket({ userId, page = 'home', ...stated }, caller) {
    const { app } = caller;
    const listed = (await recentServices.ofApp(app.appId)).find(({ listed: shown }) => shown?.takesOver);
    if (!listed) return refuse('sign-on-not-listed');
    const person = readNamed(stated, chinaDayOf(now()));
    if (!person.ok) return person;
    const { institutionId, institutionName } = listed;
    await recordAudit(entryOf(caller, 'createSignOnTicket', markOf(person.value.document)));
    const { name, document } = person.value;
    const ticket = await codes.mint('sign-on-ticket', { appId: app.appId, more: { institutionId, institutionName, userId, page, name, document: JSON.stringify(document) } });
    return ok({ signOnUrl: signOnPage(ticket), expiresIn: CODE_SECONDS['sign-on-ticket'] });
  };
}
