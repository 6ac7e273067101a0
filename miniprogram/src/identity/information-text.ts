/** 我的信息 as parts of labelled lines: drawn by the page, and as one text for the clipboard. */
import type { CardView } from '@shared/card/card.schema';
import { RESTS_ON } from '@shared/identity/family.rules';
import type { Information } from '@shared/identity/rights.routes';
import type { DocumentType } from '@shared/kernel/documents';
import { DOCUMENT_WORDS } from '../ui/document-words';
import { dayText, momentText } from '../ui/words';
import { GROUNDS, RELATIONS } from './family.copy';
import { ACTS, ASSURANCES, INFORMATION, PURPOSES, WECHAT_APPS } from './rights.copy';
import { DEVICES } from './sign-in.copy';

/** `whole`: what the copy holds where the page shows an end of it; nobody reads a long number. */
export type Line = { readonly label: string; readonly value: string; readonly whole?: string };
export type Part = { readonly title: string; readonly lines: readonly Line[] };

/** As much of a long number as tells two apart. */
const TAIL = 6;

type Person = Pick<Information['family'][number], 'name' | 'idType' | 'idNumber' | 'birthday'>;

/** Empty parts are left out: there is nothing of that kind. */
export function partsOf(information: Information, cards: readonly CardView[]): readonly Part[] {
  const { family, consents, sessions } = information;
  return [
    { title: INFORMATION.account, lines: accountLines(information) },
    { title: INFORMATION.self, lines: selfLines(information) },
    { title: INFORMATION.cards, lines: cards.flatMap(cardLines) },
    { title: INFORMATION.family, lines: family.map((one) => ({ label: `${one.name} · ${RELATIONS[one.relation]}`, value: [...identityOf(one), GROUNDS[one.ground], dayText(one.addedAt)].join('，') })) },
    { title: INFORMATION.consents, lines: consents.map(({ purpose, act, at }) => ({ label: PURPOSES[purpose], value: `${ACTS[act]} · ${dayText(at)} ${at.slice(11, 16)}` })) },
    { title: INFORMATION.devices, lines: sessions.map(({ device, startedAt, lastRenewedAt }) => ({ label: DEVICES[device], value: INFORMATION.session(momentText(startedAt), momentText(lastRenewedAt)) })) },
  ].filter(({ lines }) => lines.length > 0);
}

/** A consent everything rests on was agreed to and taken back since: the card rests, what is kept of it does not go. */
export function rests({ consents }: Pick<Information, 'consents'>): boolean {
  return RESTS_ON.some((purpose) => consents.filter((one) => one.purpose === purpose).at(-1)?.act === 'withdrawn');
}

export function textOf(parts: readonly Part[]): string {
  return parts.map(({ title, lines }) => [`【${title}】`, ...lines.map(({ label, value, whole = value }) => `${label}：${whole}`)].join('\n')).join('\n\n');
}

function accountLines({ accountId, openedAt, wechatApps, phone }: Information): readonly Line[] {
  return [
    { label: INFORMATION.accountId, ...shortened(accountId) },
    { label: INFORMATION.openedAt, value: dayText(openedAt) },
    { label: INFORMATION.wechat, value: wechatApps.map((app) => WECHAT_APPS[app]).join('、') || INFORMATION.none },
    { label: INFORMATION.phone, value: phone ?? INFORMATION.none },
  ];
}

function selfLines({ self, post }: Information): readonly Line[] {
  const named = self === undefined ? [] : [
    { label: INFORMATION.name, value: self.name },
    { label: documentOf(self.idType), value: self.idNumber },
    ...(self.birthday === undefined ? [] : [{ label: INFORMATION.birthday, value: dayText(self.birthday) }]),
    { label: INFORMATION.assurance, value: ASSURANCES[self.assurance] },
    ...(self.verifiedAt === undefined ? [] : [{ label: INFORMATION.verifiedAt, value: dayText(self.verifiedAt) }]),
  ];
  return post === undefined ? named : [...named, { label: INFORMATION.post, value: post.institutionName }];
}

function cardLines({ maskedName, healthCardId, claimedAt, visitNumbers }: CardView): readonly Line[] {
  return [
    { label: `${maskedName} · ${INFORMATION.claimedAt(dayText(claimedAt))}`, ...shortened(healthCardId) },
    ...visitNumbers.map(({ institutionName, visitNumber }) => ({ label: INFORMATION.visitNumber(institutionName), value: visitNumber })),
  ];
}

function shortened(number: string): Pick<Line, 'value' | 'whole'> {
  return { value: INFORMATION.endOf(number.slice(-TAIL)), whole: number };
}

function identityOf({ idType, idNumber, birthday }: Person): readonly string[] {
  return [`${documentOf(idType)} ${idNumber}`, ...(birthday === undefined ? [] : [`${INFORMATION.birthday} ${dayText(birthday)}`])];
}

function documentOf(idType: string): string {
  return DOCUMENT_WORDS[idType as DocumentType].label;
}
