/** 3.2, for older clients: the formal id of cards by document, a place in the wallet, cards an account may now see. */
import { readCodeText } from '../../../shared/card/code-text';
import { ok, refuse, type Result } from '../../../shared/kernel/result';
import type { InputOf, MethodAnswer } from '../../../shared/open-platform/method';
import type { bindUnionId, getOrderIdByOutAppId, updateHealthCardId } from '../../../shared/open-platform/notice.methods';
import { RENAMED_PER_DAY } from '../../../shared/open-platform/limits.rules';
import { RESULT_CODES } from '../../../shared/open-platform/result-codes';
import type { IssuedCard, Issuer, NamedPerson, OneTimeCodes, PartnerCaller, ReachAccount, RecordAudit, Tallies } from '../open-platform.ports';
import { documentIn, entryOf } from '../open-platform.rules';

export type RenameCardsDeps = {
  readonly codes: Pick<OneTimeCodes, 'mint' | 'redeem'>;
  readonly issuer: Pick<Issuer, 'about' | 'cardOf' | 'code'>;
  readonly tallies: Pick<Tallies, 'add'>;
  readonly reachAccount: ReachAccount;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: NamedPerson['document']) => string;
  readonly now: () => number;
};
type Takes<M> = (input: InputOf<M>, caller: PartnerCaller) => MethodAnswer<M>;

export function makeOrderWalletCard({ codes, issuer, recordAudit }: RenameCardsDeps): Takes<typeof getOrderIdByOutAppId> {
  return async function order({ qrCodeText }, caller) {
    const text = readCodeText(qrCodeText);
    if (!text) return refuse('qr-not-valid');
    const card = await issuer.code(text.healthCardId, 'static');
    if (!card.ok) return card;
    await recordAudit(entryOf(caller, 'getOrderIdByOutAppId', `card#${text.healthCardId}`));
    return ok({ orderId: await codes.mint('wallet-order', { appId: caller.app.appId, more: { healthCardId: text.healthCardId, hospitalId: caller.hospital.hospitalId } }) });
  };
}

type Item = InputOf<typeof updateHealthCardId>['updateHealthCardIdItems'][number];
type Renamed = { readonly oldHealthCardId: string; readonly newHealthCardId: string; readonly idType: string; readonly idNumber: string };

/**
 * A number alone, without a name, gives a card here: of use to a migration, and to whoever has a list of numbers. So operations open it for
 * an app, and every number counts, found or not.
 */
export function makeUpdateHealthCardId(deps: RenameCardsDeps): Takes<typeof updateHealthCardId> {
  return async function update({ updateHealthCardIdItems: items }, caller) {
    const { app } = caller;
    if (app.migrates !== true) return refuse('migration-not-open');
    if ((await deps.tallies.add(app.appId, 'renamed', items.length)) > RENAMED_PER_DAY) return refuse('day-is-spent');
    const renamed: Renamed[] = [];
    for (const item of items) {
      const one = await renamedCard(deps, item, caller);
      if (!one.ok) return one;
      renamed.push(one.value);
    }
    return ok({ updateHealthCardIdRspItems: renamed, result: renamed.every(({ newHealthCardId }) => newHealthCardId !== '') });
  };
}

async function renamedCard(deps: RenameCardsDeps, { healthCardId, idType, idNumber }: Item, caller: PartnerCaller): Promise<Result<Renamed, 'authority-unavailable'>> {
  const said = { oldHealthCardId: healthCardId, newHealthCardId: '', idType, idNumber };
  const document = documentIn({ idType, idNumber }, deps.now());
  if (!document.ok) return ok(said);
  await deps.recordAudit(entryOf(caller, 'updateHealthCardId', deps.markOf(document.value)));
  const card = await deps.issuer.cardOf(document.value);
  if (!card.ok) return refuse('authority-unavailable');
  if (!card.value) return ok(said);
  const isTheirs = await isOfHolder(deps, healthCardId, card.value);
  return isTheirs.ok ? ok({ ...said, newHealthCardId: isTheirs.value ? card.value.healthCardId : '' }) : isTheirs;
}

/** An old id that is a card here must be the same person's; one from elsewhere says nothing. */
async function isOfHolder({ issuer }: RenameCardsDeps, oldId: string, { healthCardId, phid }: IssuedCard): Promise<Result<boolean, 'authority-unavailable'>> {
  if (oldId === healthCardId) return ok(true);
  const old = await issuer.about(oldId);
  if (!old.ok) return old.refusal.code === 'card-not-found' ? ok(true) : refuse('authority-unavailable');
  return ok(old.value.replacedBy === healthCardId || old.value.phid === phid);
}

export function makeBindUnionId({ codes, issuer, reachAccount, recordAudit }: RenameCardsDeps): Takes<typeof bindUnionId> {
  return async function bind({ weChatCode, qrCodeList }, caller) {
    const look = async ({ accountId }: { readonly accountId?: string }) => {
      await recordAudit(entryOf(caller, 'bindUnionId', accountId ?? `institution#${caller.hospital.hospitalId}`));
      if (accountId !== undefined) await reachAccount(accountId, caller.requestId);
      return ok({ responseStatusList: await Promise.all(qrCodeList.map(statusOf)) });
    };
    if (weChatCode === caller.app.permanentWechatCode) return look({});
    return codes.redeem({ kind: 'wechat', text: weChatCode }, { caller, content: JSON.stringify(qrCodeList) }, look);
  };

  async function statusOf(qrCodeText: string): Promise<string> {
    const text = readCodeText(qrCodeText);
    if (!text) return String(RESULT_CODES['qr-not-valid'].code);
    const card = await issuer.code(text.healthCardId, 'static');
    return card.ok ? '0' : String(RESULT_CODES[card.refusal.code].code);
  }
}
