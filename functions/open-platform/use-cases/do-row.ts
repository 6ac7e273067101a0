/** 整院升级, one row: checked without a trace, run, or undone. Each may be repeated after a kill: its registration has one name for ever. */
import { activationLink, linkText } from '../../../shared/open-platform/activation-link';
import { chinaDayOf, instantOf } from '../../../shared/kernel/china-day';
import { maskName } from '../../../shared/kernel/masking';
import { MIN_CONFIDENCE } from '../../../shared/open-platform/upgrade.rules';
import { OUTCOMES_OF_REFUSALS, type UpgradeOutcome } from '../../../shared/open-platform/upgrade-outcomes';
import type { Apps, DoRow, Issuer, LinkCipher, PersonFound, RecordAudit, RowAt, RowKeys, RowResult, Upgrade, UpgradeIssuer, UpgradeRelations, WaitingCards } from '../open-platform.ports';
import { confidenceOf, doubtsOf, readUpgradeRow, rowName, type RowRead } from '../open-platform.rules';

export type DoRowDeps = {
  readonly issuer: Pick<Issuer, 'preIssue'>;
  readonly persons: UpgradeIssuer;
  readonly relations: UpgradeRelations;
  readonly waiting: Pick<WaitingCards, 'add' | 'of' | 'withdraw'>;
  readonly apps: Pick<Apps, 'find'>;
  readonly linkCipher: Pick<LinkCipher, 'seal'>;
  readonly baseUrl: string;
  readonly recordAudit: RecordAudit;
  readonly markOf: (document: RowRead['applicant']['document']) => string;
  readonly keys: RowKeys;
  readonly hash: (text: string) => string;
  /** 32 hex digits. */
  readonly newCode: () => string;
  readonly now: () => number;
};

/** What the authority says of a person decides before the card does. */
const OF_NAMES = { 'name-does-not-match': 'name-differs', 'not-found': 'not-in-register', deceased: 'deceased', 'guardian-does-not-match': 'guardian-needed' } as const;
const OF_CARDS = { active: 'has-card', lost: 'card-lost', closed: 'card-closed' } as const;

export function makeCheckRow(deps: DoRowDeps): DoRow {
  return async function checkRow(upgrade, row) {
    const read = readUpgradeRow(row.values, chinaDayOf(deps.now()));
    const base = baseOf(row);
    if (!read.ok) return { ...base, outcome: read.refusal.code, ...(read.refusal.facts?.field ? { field: read.refusal.facts.field } : {}) };
    const { applicant, patid } = read.value;
    await audit(deps, upgrade, { read: read.value, action: 'check' });
    const found = await deps.persons.find(applicant.document, applicant.name);
    if (!found.ok) return { ...base, outcome: 'not-answered' };
    const confidence = confidenceOf(read.value, found.value);
    const outcome = checked(found.value, confidence);
    if (outcome === 'uncertain') return { ...base, confidence, field: doubtsOf(read.value, found.value).join('、'), outcome };
    if (!isRun({ outcome }, 1)) return { ...base, outcome };
    if (await isOfAnother(deps, upgrade, { patid, found: found.value })) return { ...base, outcome: 'patid-of-another' };
    return { ...base, confidence, key: deps.keys.ofRow({ person: applicant, patid }), outcome };
  };
}

/** Whether the number leads to another card by now. */
async function isOfAnother({ relations }: DoRowDeps, { hospitalId }: Upgrade, { patid, found }: { readonly patid: string; readonly found: PersonFound }): Promise<boolean> {
  const bound = await relations.cardOf(hospitalId, patid);
  return bound !== undefined && bound !== found.card?.healthCardId;
}

function checked({ realName, card }: PersonFound, confidence: number): UpgradeOutcome {
  if (realName !== 'match' && realName !== 'not-asked') return OF_NAMES[realName];
  if (confidence < MIN_CONFIDENCE) return 'uncertain';
  return card && card.state !== 'pending' ? OF_CARDS[card.state] : 'ready';
}

function baseOf({ line, values }: RowAt): Pick<RowResult, 'row' | 'patid'> {
  return { row: line, ...(values?.patid ? { patid: values.patid } : {}) };
}

async function audit({ recordAudit, markOf }: DoRowDeps, { appId, requestId }: Upgrade, { read, action }: { readonly read: RowRead; readonly action: string }): Promise<void> {
  await recordAudit({ subject: markOf(read.applicant.document), actor: `open-platform:${appId}`, action: `open-platform.upgrade-${action}`, ground: 'contract', requestId });
}

export function makeRunRow(deps: DoRowDeps): DoRow {
  const checkRow = makeCheckRow(deps);
  return async function runRow(upgrade, row) {
    const read = readUpgradeRow(row.values, chinaDayOf(deps.now()));
    // Whoever was not answered for has to be found as sure as everybody else.
    const before = row.before?.outcome === 'not-answered' ? await checkRow(upgrade, row) : (row.before ?? { ...baseOf(row), outcome: 'row-not-readable' });
    if (!read.ok || !isRun(before, upgrade.minConfidence)) return before;
    await audit(deps, upgrade, { read: read.value, action: 'run' });
    const base = { ...baseOf(row), ...(before.confidence === undefined ? {} : { confidence: before.confidence }) };
    const issued = await deps.issuer.preIssue(read.value.applicant, deps.hash(rowName(upgrade, row.place)));
    return { ...base, ...(issued.ok ? await bound(deps, upgrade, { read: read.value, ...issued.value }) : { outcome: OUTCOMES_OF_REFUSALS[issued.refusal.code] }) };
  };
}

type Issued = Made & { readonly already: boolean; readonly isPending: boolean };

async function bound(deps: DoRowDeps, upgrade: Upgrade, issued: Issued): Promise<Pick<RowResult, 'outcome' | 'healthCardId' | 'link'>> {
  const { read, healthCardId, already, isPending } = issued;
  const { hospitalId, upgradeId } = upgrade;
  const isTheirs = await deps.relations.bindNew({ hospitalId, healthCardId, patid: read.patid }, upgradeId);
  // A card that was made for it all the same is told, so that it is undone with the others.
  if (!isTheirs) return { ...(already ? {} : { healthCardId }), outcome: 'patid-of-another' };
  if (!isPending) return { healthCardId, outcome: 'bound' };
  // Made ahead before, perhaps by an upgrade that was undone since: it waits for its holder all the same.
  const link = await waitingLink(deps, upgrade, issued);
  return { healthCardId, ...(link ? { link } : {}), outcome: 'issued' };
}

function isRun({ outcome, confidence = 0 }: Pick<RowResult, 'outcome' | 'confidence'>, minConfidence: number): boolean {
  return outcome === 'ready' || outcome === 'has-card' || (outcome === 'uncertain' && confidence >= minConfidence);
}

type Made = { readonly read: RowRead; readonly healthCardId: string };

/** Where the list names the patient's openid, the card waits behind a link for the hospital to send. */
async function waitingLink(deps: DoRowDeps, upgrade: Upgrade, { read, healthCardId }: Made): Promise<string | undefined> {
  const { openId, applicant } = read;
  const { appId, hospitalId, upgradeId, returnTo } = upgrade;
  if (!openId) return undefined;
  await deps.waiting.add({ appId, hospitalId, openId, healthCardId, maskedName: maskName(applicant.name), source: upgradeId, at: instantOf(deps.now()) });
  const secret = (await deps.apps.find(appId))?.secrets[0];
  const sealed = secret && deps.linkCipher.seal(linkText(deps.newCode().toUpperCase(), { openId, hospitalId }), secret);
  return sealed && returnTo ? activationLink(deps.baseUrl, { openIdText: appId + sealed, returnTo }) : undefined;
}

export function makeUndoRow(deps: DoRowDeps): DoRow {
  const runRow = makeRunRow(deps);
  return async function undoRow(upgrade, row) {
    // The answer was lost, not what was asked for: under its name the authority tells what it made, or makes it now, to be taken back.
    const { healthCardId, outcome: was } = row.before?.outcome === 'not-answered' ? await runRow(upgrade, row) : (row.before ?? {});
    const read = readUpgradeRow(row.values, chinaDayOf(deps.now()));
    if (healthCardId === undefined || !read.ok) return { ...baseOf(row), outcome: unmade(was) };
    await audit(deps, upgrade, { read: read.value, action: 'undo' });
    return { ...baseOf(row), healthCardId, outcome: await undone(deps, upgrade, { read: read.value, healthCardId, was, serial: deps.hash(`undo ${rowName(upgrade, row.place)}`) }) };
  };
}

type Undoing = Made & { readonly was: UpgradeOutcome | undefined; readonly serial: string };

async function undone(deps: DoRowDeps, upgrade: Upgrade, made: Undoing): Promise<UpgradeOutcome> {
  const closed = made.was === 'bound' ? 'closed' : await closeUnlessTaken(deps, upgrade, made);
  if (closed === 'kept' || closed === 'not-answered') return closed;
  await release(deps, upgrade, made);
  return closed === 'closed' ? 'withdrawn' : closed;
}

/** Of a row that has no card to take back, as far as is known. */
function unmade(was: UpgradeOutcome | undefined): 'not-answered' | 'nothing' {
  return was === 'not-answered' ? was : 'nothing';
}

/** Whatever the resident made of the card since, it is theirs: also when they do it while this row waits for its turn. */
async function closeUnlessTaken({ persons, relations }: DoRowDeps, { upgradeId }: Upgrade, { read, healthCardId, serial }: Made & { readonly serial: string }): Promise<'closed' | 'kept' | 'kept-for-others' | 'not-answered'> {
  const found = await persons.find(read.applicant.document);
  if (!found.ok) return 'not-answered';
  const { card } = found.value;
  if (card?.healthCardId === healthCardId && isHeld(card.state)) return 'kept';
  // Made ahead by others too, whose patients were sent links: only what this upgrade did ends.
  if (await relations.isBoundByOthers(healthCardId, upgradeId)) return 'kept-for-others';
  const back = await persons.takeBack(healthCardId, serial);
  if (!back.ok) return 'not-answered';
  return back.value === 'held' ? 'kept' : 'closed';
}

function isHeld(state: NonNullable<PersonFound['card']>['state']): boolean {
  return state === 'active' || state === 'lost';
}

async function release({ relations, waiting }: DoRowDeps, { appId, hospitalId, upgradeId }: Upgrade, { read: { openId, patid }, healthCardId }: Made): Promise<void> {
  await relations.unbind({ hospitalId, healthCardId, patid }, upgradeId);
  const cards = openId ? await waiting.of({ appId, hospitalId, openId }) : [];
  for (const card of cards.filter((one) => one.healthCardId === healthCardId && one.state === 'waiting')) await waiting.withdraw(card, upgradeId);
}
