import fc from 'fast-check';
import { maskName, maskNumber, maskPhone } from '../../../shared/kernel/masking';

it.each([['', ''], ['张', '*'], ['张三', '张*'], ['张三丰', '张*丰'], ['欧阳小华', '欧**华'], ['𬱖𬱖', '𬱖*'], ['阿依古丽·买买提', '阿******提']])('masks the name %s as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

it.each([
  ['410105189903070014', '410105********0014'],
  ['410105189903070014-2', '410105********0014-2'],
  ['H12345678', 'H1*****78'],
  ['E12', '***'],
  ['', ''],
  ['12345678', '12****78'],
  ['KAZ110090123105', 'KAZ*********105'],
])('masks the number %s as %s', (number, masked) => {
  expect(maskNumber(number)).toBe(masked);
});

it.each([['19900000001', '199****0001'], ['12345', '1***5'], ['110', '***']])('masks the phone %s as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

it('hides at least half of any number but the citizen\'s, of which it hides eight', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Z0-9]{1,30}$/), (number) => {
    const hidden = [...maskNumber(number)].filter((character) => character === '*').length;
    expect(hidden).toBeGreaterThanOrEqual(number.length === 18 ? 8 : number.length / 2);
    expect(maskNumber(number)).toHaveLength(number.length);
  }));
});
