/** Why a call that is signed well is refused all the same. */
import { objectionsTo, objectionView, type Admitting, type Circumstances } from '../../../shared/open-platform/admission.rules';
import { readCall } from '../../../shared/open-platform/received';

const NOW = 1_700_000_000_000;
const APP: Admitting = { closed: false, hospitals: [{ hospitalId: '99901' }], switches: { clock: true, relates: true, replay: true } };
const COMMON = { appToken: 'token', requestId: 'R1', hospitalId: '99901', timestamp: '1700000000', sign: 'x', relateAppId: 'wx1', relateOpenId: 'o1' };

function setup(commonIn: object = {}, app: Partial<Admitting> = {}, { isUsed = false, req = {} }: Partial<Circumstances> & { readonly req?: object } = {}) {
  const call = readCall(JSON.stringify({ commonIn: { ...COMMON, ...commonIn }, req }));
  if (!call.ok) throw new Error(call.refusal.code);
  return objectionsTo(call.value, { ...APP, ...app }, { nowMs: NOW, isUsed });
}
const switchedOff = { switches: { clock: false, relates: false, replay: false } };

it('has nothing against a call that is as it should be', () => {
  expect(setup()).toEqual([]);
});

it.each([
  ['a clock that is behind', { timestamp: '1699996000' }, { result: 'clock', certain: true, field: 'timestamp', secondsOff: -4000 }],
  ['milliseconds as a number', { timestamp: NOW }, { result: 'clock', certain: true, field: 'timestamp', secondsOff: 1_698_300_000_000 }],
  ['milliseconds as a text', { timestamp: String(NOW) }, { result: 'clock', certain: true, field: 'timestamp', secondsOff: 1_698_300_000_000 }],
  ['another hospital', { hospitalId: '1' }, { result: 'hospital-unknown', certain: true, field: 'hospitalId' }],
  ['no request id', { requestId: '' }, { result: 'envelope-not-valid', certain: true, field: 'requestId' }],
  ['no related app', { relateAppId: '' }, { result: 'relation-needed', certain: false, field: 'relateAppId' }],
  ['no related openid', { relateOpenId: undefined }, { result: 'relation-needed', certain: false, field: 'relateOpenId' }],
])('foretells %s', (_what, commonIn, objection) => {
  expect(setup(commonIn)).toEqual([objection]);
});

it('foretells a closed app, a request id that was used, and a member that says two things', () => {
  expect(setup({}, { closed: true })).toEqual([{ result: 'app-closed', certain: true }]);
  expect(setup({}, {}, { isUsed: true })).toEqual([{ result: 'request-id-reused', certain: false, field: 'requestId' }]);
  expect(setup({}, {}, { req: { hospitalId: '2' } })).toEqual([{ result: 'member-contradicts', certain: true, field: 'hospitalId' }]);
});

it('says nothing of what is switched off', () => {
  expect(setup({ timestamp: '1', relateAppId: '' }, switchedOff, { isUsed: true })).toEqual([]);
});

it('says it in the words of the catalogue', () => {
  expect(objectionView({ result: 'clock', certain: true })).toMatchObject({ resultCode: 10104, chinese: '时间戳超出允许范围', remedy: expect.stringContaining('校时') });
});
