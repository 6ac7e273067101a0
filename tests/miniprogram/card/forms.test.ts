import { asksBirthday, claimOf, errorsOfRefusal, needsGuardian, nobodyOn, personErrors, personStillWrong, type TypedPerson } from '../../../miniprogram/src/card/assisted-form';
import { cleanVisitNumber, NOTHING_TYPED, visitErrors, visitStillWrong } from '../../../miniprogram/src/card/visit-number-form';

const TODAY = '2026-11-20';
const NOBODY = nobodyOn(TODAY);
const NUMBER = '419099194903070013';
const woman: TypedPerson = { ...NOBODY, name: '王芳', idNumber: NUMBER };
const newborn: TypedPerson = { ...NOBODY, name: '王宝', idType: '16', idNumber: `${NUMBER}-1`, guardian: { name: '王芳', idType: '01', idNumber: NUMBER }, birthday: { year: '2026', month: '11', day: '1' } };

test('a visit number is read as it is printed, pasted or typed full-width', () => {
  expect(cleanVisitNumber('  ｚ－００ １２ ')).toBe('z-0012');
  expect(visitErrors({ cityCode: '410100', institutionId: 'i', number: 'Ｚ００１' })).toBeUndefined();
  expect(visitErrors({ cityCode: '410100', institutionId: 'i', number: '卡号1' })).toEqual({ number: expect.stringContaining('只有数字') });
  expect(Object.keys(visitErrors({ cityCode: undefined, institutionId: undefined, number: ' ' }) ?? {})).toEqual(['city', 'hospital', 'number']);
});

test('an adult needs name and number; a phone number only a right one', () => {
  expect(personErrors(woman)).toBeUndefined();
  expect(personErrors({ ...woman, phone: '199 0000 0001' })).toBeUndefined();
  expect(personErrors({ ...woman, phone: '12' })).toMatchObject({ phone: expect.any(String) });
  expect(personErrors({ ...woman, name: ' ' })).toMatchObject({ name: expect.any(String) });
  expect(personErrors({ ...woman, idNumber: '419099194903070019' })).toMatchObject({ idNumber: expect.stringContaining('输错') });
});

test('a newborn is sent with its birthday and the guardian; nobody else with what was not asked', () => {
  expect(personErrors(newborn)).toBeUndefined();
  expect(personErrors({ ...newborn, birthday: { year: '2026', month: '2', day: '30' } })).toMatchObject({ birthday: expect.any(String) });
  expect(personErrors({ ...newborn, guardian: { ...newborn.guardian, name: '' } })).toMatchObject({ guardian: { name: expect.any(String) } });
  expect(claimOf(newborn, { seen: true, kind: 'guardian-signature' }, 'IMG')).toMatchObject({ birthday: '2026-11-01', guardian: { name: '王芳' } });
  const sent = claimOf({ ...woman, birthday: newborn.birthday, guardian: newborn.guardian }, { seen: true, kind: 'signature' }, 'IMG');
  expect(Object.keys(sent).sort()).toEqual(['documentSeen', 'idNumber', 'idType', 'name', 'proof']);
});

test('the birthday is asked for where the number tells none, and is sent', () => {
  const passport: TypedPerson = { ...NOBODY, name: 'LI NA', idType: '03', idNumber: 'ZZ7654321' };
  expect(['01', '02', '03', '04', '08', '09', '16', '99'].map((idType) => asksBirthday({ ...NOBODY, idType: idType as '01' }))).toEqual([false, true, true, true, true, true, true, true]);
  expect([asksBirthday({ ...woman, idType: '02' }), asksBirthday({ ...woman, idType: '02', idNumber: '419090001' })]).toEqual([false, true]);
  expect(personErrors(passport)).toEqual(expect.objectContaining({ birthday: expect.any(String) }));
  const grown = { ...passport, birthday: { year: '1990', month: '5', day: '17' } };
  expect(personErrors(grown)).toBeUndefined();
  expect(claimOf(grown, { seen: true, kind: 'signature' }, 'IMG')).toMatchObject({ birthday: '1990-05-17' });
});

test('for a child under 14 the guardian is asked for, unless it is not clear yet what is to be done', () => {
  const child: TypedPerson = { ...NOBODY, name: '王宝', idType: '02', idNumber: '419090001', birthday: { year: '2012', month: '11', day: '21' } };
  expect(personErrors(child)).toMatchObject({ guardian: { name: expect.any(String) } });
  expect(personErrors({ ...child, birthday: { ...child.birthday, day: '20' } })).toBeUndefined();
  expect(personErrors(child, true)).toBeUndefined();
  expect(personErrors({ ...child, guardian: { ...newborn.guardian, idNumber: '12' } }, true)).toMatchObject({ guardian: { idNumber: expect.any(String) } });
  expect(claimOf(child, { seen: true, kind: 'signature' }, 'IMG')).not.toHaveProperty('guardian');
  expect(claimOf({ ...child, guardian: newborn.guardian }, { seen: true, kind: 'guardian-signature' }, 'IMG')).toMatchObject({ guardian: { name: '王芳' } });
  expect(needsGuardian({ ...child, idType: '08', birthday: { year: '2005', month: '1', day: '1' } })).toBe(true);
});

test('what the platform refuses lands at the field it names', () => {
  expect(errorsOfRefusal({ code: 'x', facts: { field: 'guardian.idNumber' } }, '错')).toEqual({ guardian: { idNumber: '错' } });
  expect(errorsOfRefusal({ code: 'x', facts: { field: 'guardian' } }, '错')).toEqual({ guardian: { name: '错' } });
  expect(errorsOfRefusal({ code: 'x', facts: { field: 'idType' } }, '错')).toEqual({ idNumber: '错' });
  expect(errorsOfRefusal({ code: 'x' }, '错')).toBeUndefined();
});

test('what was said of a field goes when that field is changed, and of no other', () => {
  const errors = visitErrors(NOTHING_TYPED) ?? {};
  expect(Object.keys(visitStillWrong(errors, NOTHING_TYPED, { ...NOTHING_TYPED, number: 'Z1' }))).toEqual(['city', 'hospital']);
  expect(Object.keys(visitStillWrong(errors, NOTHING_TYPED, { ...NOTHING_TYPED, cityCode: '410300' }))).toEqual(['number']);
  const wrong = { name: '错', idNumber: '错', phone: '错', guardian: { name: '错', idNumber: '错' } };
  expect(personStillWrong(wrong, woman, { ...woman, name: '王方' })).toMatchObject({ name: undefined, idNumber: '错', phone: '错' });
  expect(personStillWrong(wrong, woman, { ...woman, idType: '03' })).toMatchObject({ name: '错', idNumber: undefined });
  expect(personStillWrong(wrong, woman, { ...woman, guardian: { ...woman.guardian, name: '王英' } }).guardian).toEqual({ name: undefined, idNumber: '错' });
});

test('a name too long for any register is said to be too long', () => {
  expect(personErrors({ ...woman, name: '张伟'.repeat(26) })).toMatchObject({ name: expect.stringContaining('太长') });
});
