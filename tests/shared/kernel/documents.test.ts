import fc from 'fast-check';
import { checkCharacter } from '../../../shared/kernel/citizen-number';
import { documentKey, DocumentType, identifiesOnePerson, LegalDocument, readDocument } from '../../../shared/kernel/documents';
import { icaoCheckDigit } from '../../../shared/kernel/permanent-residence';

const TODAY = '2026-03-01';

function read(type: DocumentType, number: string) {
  const result = readDocument(type, number, TODAY);
  return result.ok ? result.value : result.refusal.code;
}

function keyOf(type: DocumentType, number: string): string {
  const result = readDocument(type, number, TODAY);
  if (!result.ok) throw new Error(result.refusal.code);
  return documentKey(result.value);
}

const withCheck = (digits: string) => digits + checkCharacter(digits);
const day = fc.date({ min: new Date('1850-01-01'), max: new Date('2026-03-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10).replace(/-/g, ''));
const serial = fc.integer({ min: 0, max: 999 }).map((number) => String(number).padStart(3, '0'));
const citizenNumber = fc.tuple(day, serial).map(([born, order]) => withCheck(`419099${born}${order}`));

describe('numbers of the GB 11643 build', () => {
  it.each([
    ['01', '11010519491231002X', '1949-12-31', '2'], // the sample of GB 11643-1999 itself
    ['01', '410105189903070014', '1899-03-07', '1'],
    ['01', '412724189908124425', '1899-08-12', '2'],
    ['10', '810000199408230021', '1994-08-23', '2'], // on the published specimen of the Hong Kong residence permit
    ['10', '810000189901010015', '1899-01-01', '1'],
    ['11', '830000199201300022', '1992-01-30', '2'], // on the published specimen of the Taiwan residence permit
    ['11', '830000189901010027', '1899-01-01', '2'],
    ['15', '911840189901010014', '1899-01-01', '1'],
  ] as const)('reads the published sample of type %s: %s', (type, number, birthday, gender) => {
    expect(read(type, number)).toEqual({ type, number, birthday, gender });
  });

  it('reads every well-formed citizen number and tells its birthday and gender', () => {
    fc.assert(fc.property(citizenNumber, (number) => {
      expect(read('01', number)).toEqual({
        type: '01', number,
        birthday: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
        gender: Number(number[16]) % 2 === 1 ? '1' : '2',
      });
    }));
  });

  it('refuses every number with one digit mistyped', () => {
    fc.assert(fc.property(citizenNumber, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
      const wrong = number.slice(0, place) + String((Number(number[place]) + shift) % 10) + number.slice(place + 1);
      expect(['document/check-digit', 'document/format', 'document/other-type']).toContain(read('01', wrong));
    }));
  });

  it('refuses every number with two neighbours swapped', () => {
    fc.assert(fc.property(citizenNumber, fc.integer({ min: 1, max: 15 }), (number, place) => {
      fc.pre(number[place] !== number[place + 1]);
      const swapped = `${number.slice(0, place)}${number.charAt(place + 1)}${number.charAt(place)}${number.slice(place + 2)}`;
      expect(read('01', swapped)).not.toEqual(expect.objectContaining({ number: swapped }));
    }));
  });

  it('brings the old 15 digits to 18, with the same key', () => {
    const full = withCheck('41909919490307001');
    expect(read('01', '419099490307001')).toEqual({ type: '01', number: full, birthday: '1949-03-07', gender: '1' });
    expect(keyOf('01', '419099490307001')).toBe(keyOf('01', full));
    expect(documentKey({ type: '01', number: '419099490307001' })).toBe(`01:${full}`);
  });

  it('knows the serials that were kept for people born before 1900', () => {
    expect(read('01', '419099990307997')).toMatchObject({ birthday: '1899-03-07' });
    expect(read('01', '419099990307995')).toMatchObject({ birthday: '1999-03-07' });
  });

  it('lets abolished area codes pass, and no province that cannot be', () => {
    expect(read('01', withCheck('41230018990307001'))).toMatchObject({ birthday: '1899-03-07' });
    expect(read('01', withCheck('01909918990307001'))).toBe('document/format');
  });

  it.each([
    ['a day the calendar lacks', '41909919990230001'],
    ['a month the calendar lacks', '41909919991301001'],
    ['a day to come', '41909920260302001'],
    ['a day before 1850', '41909918491231001'],
  ])('refuses %s as birthday', (_what, digits) => {
    expect(read('01', withCheck(digits))).toBe('document/birth-date');
  });

  it('lets a child be read on the day of its birth', () => {
    expect(read('01', withCheck('41909920260301001'))).toMatchObject({ birthday: '2026-03-01' });
  });

  it('says when a number belongs to another document', () => {
    expect(read('01', '810000189901010015')).toBe('document/other-type');
    expect(read('01', '911840189901010014')).toBe('document/other-type');
    expect(read('10', '830000189901010027')).toBe('document/other-type');
    expect(read('11', '810000189901010015')).toBe('document/other-type');
    expect(read('17', '410105189903070014')).toBe('document/other-type');
  });

  it('splits residence permits of unknown kind by their prefix, with one key', () => {
    expect(read('17', '810000189901010015')).toMatchObject({ type: '10' });
    expect(read('17', withCheck('82000018990101001'))).toMatchObject({ type: '10' });
    expect(read('17', '830000189901010027')).toMatchObject({ type: '11' });
    expect(keyOf('17', '810000189901010015')).toBe(keyOf('10', '810000189901010015'));
    expect(documentKey({ type: '17', number: '830000189901010027' })).toBe('11:830000189901010027');
  });
});

describe('the old permanent residence number', () => {
  it('reads the published sample', () => {
    expect(read('15', 'KAZ110090123105')).toEqual({ type: '15', number: 'KAZ110090123105', birthday: '1990-12-31' });
  });

  it('claims no birthday when two centuries are possible', () => {
    const digits = 'KAZ11001012310';
    expect(read('15', digits + icaoCheckDigit(digits))).toEqual({ type: '15', number: digits + icaoCheckDigit(digits) });
  });

  it('refuses a wrong check digit, and a day that neither century has', () => {
    expect(read('15', 'KAZ110090123106')).toBe('document/check-digit');
    const digits = 'KAZ11009002300';
    expect(read('15', digits + icaoCheckDigit(digits))).toBe('document/birth-date');
  });
});

describe('documents without a check digit', () => {
  it.each([
    ['02', '123456789', '123456789'],
    ['03', 'e12345678', 'E12345678'],
    ['04', '军字第1234567号', '军字第1234567号'],
    ['04', '军1234567', '军字第1234567号'],
    ['05', '419900000123', '419900000123'],
    ['06', 'h12345678', 'H12345678'],
    ['06', 'M1234567801', 'M1234567801'],
    ['07', '12345678', '12345678'],
    ['07', '1234567801', '1234567801'],
    ['07', '1234567801(B)', '1234567801B'],
    ['08', 'x320101001', undefined],
    ['08', 'X320101001', undefined],
    ['08', 'Z410000123', undefined],
    ['09', '武字第12345678号', '武字第12345678号'],
    ['99', '难民-1234', '难民-1234'],
  ] as const)('type %s takes %s', (type, typed, canonical) => {
    expect(read(type, typed)).toEqual({ type, number: canonical ?? typed.toUpperCase() });
  });

  it.each([
    ['02', '12345678'], ['03', 'E12'], ['04', '军字第12号'], ['05', 'A1'], ['06', 'K12345678'], ['06', 'H1234567'], ['06', 'H123456789'],
    ['07', '1234567'], ['07', '123456789'], ['08', '3201010011'], ['08', 'X32010100'], ['09', '一'], ['99', '#'],
  ] as const)('type %s refuses %s', (type, typed) => {
    expect(read(type, typed)).toBe('document/format');
  });

  it('matches a Hong Kong or Macau permit over its renewals', () => {
    expect(keyOf('06', 'H1234567802')).toBe(keyOf('06', 'H12345678'));
  });

  it('checks a citizen number wherever it is borrowed, and gives it one key', () => {
    expect(read('02', '410105189903070014')).toMatchObject({ type: '02', birthday: '1899-03-07', gender: '1' });
    expect(read('02', '410105189903070015')).toBe('document/check-digit');
    expect(read('05', '410105189903070015')).toBe('document/check-digit');
    expect(keyOf('02', '410105189903070014')).toBe(keyOf('01', '410105189903070014'));
    expect(keyOf('05', '410105189903070014')).toBe(keyOf('01', '410105189903070014'));
  });

  it('keeps apart what only looks alike: the same text as passport and as something else', () => {
    expect(keyOf('03', '410105189903070').startsWith('03:')).toBe(true);
    expect(keyOf('03', '12345678')).not.toBe(keyOf('07', '12345678'));
  });

  it('knows that a household number names a family', () => {
    expect(identifiesOnePerson({ type: '02', number: '123456789' })).toBe(false);
    expect(identifiesOnePerson({ type: '02', number: '410105189903070014' })).toBe(true);
    expect(identifiesOnePerson({ type: '03', number: '123456789' })).toBe(true);
  });
});

it('whatever reads is a legal document, and reads again to itself', () => {
  const typed = fc.oneof(citizenNumber, fc.stringMatching(/^[HME]?[0-9]{8,10}[A-Z]?(-[0-9])?$/), fc.string({ maxLength: 20 }));
  fc.assert(fc.property(fc.constantFrom(...DocumentType.options), typed, (type, text) => {
    const once = readDocument(type, text, TODAY);
    if (!once.ok) return;
    expect(LegalDocument.parse(once.value)).toEqual(once.value);
    expect(readDocument(once.value.type, once.value.number, TODAY)).toEqual(once);
  }), { numRuns: 500 });
});
