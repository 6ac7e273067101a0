import type { Session } from '../../../shared/identity/identity.schema';
import { makeSessionKeeper } from '../../../miniprogram/src/platform/session';

function sessionOf(accountId: string, accessToken = 'access-1'): Session {
  return {
    accessToken, accessExpiresAt: '2026-11-23T10:10:00+08:00', refreshToken: 'refresh-1', refreshExpiresAt: '2026-12-23T10:00:00+08:00',
    account: { accountId, consents: [] },
  };
}

function setup(stored?: unknown) {
  const device = { session: stored, others: 'a code kept for later' as string | undefined };
  const keeper = makeSessionKeeper(
    { read: () => device.session, write: (value) => { device.session = value; }, clear: () => { device.session = undefined; } },
    () => { device.session = undefined; device.others = undefined; },
  );
  return { device, keeper };
}

test('a session survives a restart', () => {
  expect(setup(sessionOf('acc_1')).keeper.current()?.account.accountId).toBe('acc_1');
});

test('what lies in the store in an older form means signing in again, not a crash', () => {
  expect(setup({ token: 'old' }).keeper.current()).toBeUndefined();
  expect(setup('rubbish').keeper.current()).toBeUndefined();
});

test('renewing keeps what the person left on the device; another account finds nothing of it', () => {
  const { device, keeper } = setup(sessionOf('acc_1'));
  keeper.keep(sessionOf('acc_1', 'access-2'));
  expect(device.others).toBeDefined();
  keeper.keep(sessionOf('acc_2'));
  expect(device.others).toBeUndefined();
  expect(device.session).toMatchObject({ account: { accountId: 'acc_2' } });
});

test('whoever listens hears every change until they stop', () => {
  const { keeper } = setup();
  const heard = jest.fn();
  const stop = keeper.onChange(heard);
  keeper.keep(sessionOf('acc_1'));
  keeper.forget();
  stop();
  keeper.keep(sessionOf('acc_1'));
  expect(heard).toHaveBeenCalledTimes(2);
});
