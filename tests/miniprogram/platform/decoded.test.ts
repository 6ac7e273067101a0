import { decoded } from '../../../miniprogram/src/platform/decoded';

it.each([
  ['https%3A%2F%2Fh.example%2F%3Fa%3D1', 'https://h.example/?a=1'],
  ['%E5%BC%A0', '张'],
  ['', ''],
])('a parameter that is escaped well is read: %j', (written, meant) => {
  expect(decoded(written)).toBe(meant);
});

it.each(['%', '100%', 'https://h.example/?discount=5%&a=1', '%zz', '%E5%BC'])('one that is not escaped well is taken as it stands: %j', (written) => {
  expect(decoded(written)).toBe(written);
});
