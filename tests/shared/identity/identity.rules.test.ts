import { CONSENT_TEXTS, consentText } from '../../../shared/identity/consent-texts';
import { ConsentPurpose } from '../../../shared/identity/identity.schema';
import { consentsInForce, isFresh, motherNumberOf, readPerson } from '../../../shared/identity/identity.rules';
import { faceFits, presenceOptions } from '../../../shared/identity/presence.rules';
import { ACCOUNTS_PER_DOCUMENT, DOCUMENTS_PER_ACCOUNT, judgeTry, TRIES_PER_ACCOUNT_AND_DOCUMENT, type TryFacts } from '../../../shared/identity/tries.rules';
import { citizenNumber } from '../../../functions/local/seed/invented-numbers';

const TODAY = '2026-03-10';
const NUMBER = citizenNumber('1990-05-17', 1, '2');
const fresh: TryFacts = { tries: 1, triesEndAt: 500, accountsOnDocument: 0, documentsEndAt: [] };

describe('what a person types', () => {
  it('is brought to its one form', () => {
    const read = readPerson({ name: ' 阿依古丽•买买提 ', idType: '01', idNumber: ` ${NUMBER.toLowerCase()} ` }, TODAY);
    expect(read).toMatchObject({ ok: true, value: { name: '阿依古丽·买买提', document: { number: NUMBER, birthday: '1990-05-17' } } });
  });

  it.each([
    [{ name: '12', idType: '01', idNumber: NUMBER }, 'identity/name-not-readable', 'name'],
    [{ name: '张晓敏', idType: '01', idNumber: '123' }, 'identity/document-not-valid', 'idNumber'],
    [{ name: '张晓敏', idType: '01', idNumber: `${NUMBER.slice(0, 17)}${NUMBER.endsWith('1') ? '2' : '1'}` }, 'identity/check-digit-wrong', 'idNumber'],
    [{ name: '张晓敏', idType: '01', idNumber: citizenNumber('2030-01-01', 1, '2') }, 'identity/birth-date-wrong', 'idNumber'],
    [{ name: '张晓敏', idType: '10', idNumber: NUMBER }, 'identity/document-not-valid', 'idType'],
  ] as const)('that cannot be read is named with its field: %o', (typed, code, field) => {
    const read = readPerson(typed, TODAY);
    expect(read.ok ? undefined : [read.refusal.code, read.refusal.facts?.field]).toEqual([code, field]);
  });

  it('of a newborn leads to its mother', () => {
    expect(motherNumberOf(`${NUMBER}-2`)).toBe(NUMBER);
  });
});

describe('a try of name and number', () => {
  it('is asked while it is the fifth at most, and told how many are left', () => {
    expect(judgeTry(fresh)).toEqual({ verdict: 'ask', triesLeft: 4 });
    expect(judgeTry({ ...fresh, tries: TRIES_PER_ACCOUNT_AND_DOCUMENT })).toEqual({ verdict: 'ask', triesLeft: 0 });
    expect(judgeTry({ ...fresh, tries: TRIES_PER_ACCOUNT_AND_DOCUMENT + 1 })).toEqual({ verdict: 'pause', retryAt: 500 });
  });

  it('demands presence for a document that three accounts failed on', () => {
    expect(judgeTry({ ...fresh, accountsOnDocument: ACCOUNTS_PER_DOCUMENT - 1 }).verdict).toBe('ask');
    expect(judgeTry({ ...fresh, accountsOnDocument: ACCOUNTS_PER_DOCUMENT })).toEqual({ verdict: 'presence' });
  });

  it('rests for an account that failed on more than ten documents, until one of them is forgotten', () => {
    const ends = Array.from({ length: DOCUMENTS_PER_ACCOUNT + 2 }, (_, order) => 1_000 - order);
    expect(judgeTry({ ...fresh, documentsEndAt: ends.slice(0, DOCUMENTS_PER_ACCOUNT) }).verdict).toBe('ask');
    expect(judgeTry({ ...fresh, documentsEndAt: ends })).toEqual({ verdict: 'pause', retryAt: 990 });
  });
});

describe('ways of presence', () => {
  it('always offer one without a face', () => {
    for (const document of ['01', '03', '08', '16'] as const) {
      const open = presenceOptions({ document, device: 'pc', consents: [] }).filter(({ available }) => available).map(({ way }) => way);
      expect(open).toEqual(['counter', 'village-doctor']);
    }
  });

  it('say first what cannot be helped', () => {
    const face = (document: '01' | '06', device: 'mini-program' | 'pc', consents: readonly 'face'[]) => presenceOptions({ document, device, consents })[0];
    expect(face('06', 'pc', [])).toEqual({ way: 'face', available: false, why: 'document-not-supported' });
    expect(face('01', 'pc', [])).toEqual({ way: 'face', available: false, why: 'only-in-mini-program' });
    expect(face('01', 'mini-program', [])).toEqual({ way: 'face', available: false, why: 'face-consent-needed' });
    expect(face('01', 'mini-program', ['face'])).toEqual({ way: 'face', available: true });
    expect(faceFits('10')).toBe(false);
  });

  it('are fresh for half an hour', () => {
    expect([isFresh(0, 1_800_000), isFresh(0, 1_800_001)]).toEqual([true, false]);
  });
});

describe('consent texts', () => {
  it('tell every purpose apart: who, how long, which rights, how to withdraw', () => {
    expect(CONSENT_TEXTS.map(({ purpose }) => purpose)).toEqual(ConsentPurpose.options);
    for (const { body } of CONSENT_TEXTS) {
      const text = body.join('');
      for (const word of ['河南省卫生健康委员会', '保存', '撤回', '中国境内', '12320']) expect(text).toContain(word);
    }
  });

  it('count only in the version in force, and not after withdrawal', () => {
    const { version } = consentText('face');
    const given = { agreedVersion: version, agreedAt: '2026-03-10T09:00:00.000+08:00' };
    expect(consentsInForce({ face: given })).toEqual(['face']);
    expect(consentsInForce({ face: { ...given, agreedVersion: 'older' } })).toEqual([]);
    expect(consentsInForce({ face: { ...given, withdrawnAt: given.agreedAt } })).toEqual([]);
  });
});
