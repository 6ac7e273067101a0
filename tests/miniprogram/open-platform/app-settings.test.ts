/** 设置: what is refused before it is sent is what the platform would refuse, with a reason each. */
import { asInput, callbackProblem, campusProblem, changedIn, hostFrom, hostProblem, isSame, settingsOf, withTheirs } from '../../../miniprogram/src/open-platform/app-settings';
import { AppSettings, type AppView } from '../../../shared/open-platform/console.schema';

const APP: AppView = {
  appId: 'zz-center', name: '公众号', cityCode: '410100', closed: false, version: 1, secretsInForce: 1, redirectHosts: ['h.example'], switches: { relates: false, clock: true, replay: true },
  hospitals: [{ hospitalId: '41010', name: '样例医院', campuses: [{ code: 'east', name: '东院区' }] }, { hospitalId: '41011', name: '样例二院', campuses: [] }],
};
const problemOf = (typed: string, registered: readonly string[] = []) => hostProblem(hostFrom(typed), registered);

describe('hosts', () => {
  it.each(['h.example', 'h.example:8443', 'H5.Example.com ', '10.1.2.3', 'mini-program:wx0000000000000009', 'wx000000000000000A', 'h.example:443'])('%s is registered as the platform takes it', (typed) => {
    expect(problemOf(typed)).toBeUndefined();
    expect(AppSettings.shape.redirectHosts.safeParse([hostFrom(typed)]).success).toBe(true);
  });

  it.each([
    ['', 'empty'], ['https://h.example', 'scheme'], ['h.example/path', 'path'], ['h.example?x=1', 'path'], ['*.h.example', 'wildcard'], ['医院.example', 'letters'], ['h example', 'letters'],
    ['mini-program:wx9', 'mini'], ['h.example:', 'port'], ['h.example:0', 'port'], ['h.example:99999', 'port'], ['h.example@evil', 'shape'], ['-h.example', 'shape'], ['h..example', 'shape'], ['h_5.example', 'shape'],
  ])('"%s" is refused as %s', (typed, problem) => {
    expect(problemOf(typed)).toBe(problem);
  });

  it('are registered once, without the port that https has anyway, and not without end', () => {
    expect(problemOf('H.example:443', ['h.example'])).toBe('twice');
    expect(hostFrom('wx0000000000000009')).toBe('mini-program:wx0000000000000009');
    expect(problemOf('h.example', Array.from({ length: 50 }, (_, place) => `h${place}.example`))).toBe('many');
  });
});

describe('the call-back', () => {
  it.each(['', 'https://h.example/notify', 'https://h.example:8443/notify?a=1', 'https://H.example'])('"%s" is taken', (url) => {
    expect(callbackProblem(url, ['h.example', 'h.example:8443'])).toBeUndefined();
    expect(AppSettings.safeParse(asInput(APP, { ...settingsOf(APP), callbackUrl: url })).success).toBe(true);
  });

  it.each([['http://h.example', 'https'], ['h.example', 'https'], ['https://h.example/通知', 'letters'], ['https://', 'shape'], ['https://h.example?x=1', 'shape'], [`https://h.example/${'x'.repeat(500)}`, 'long'], ['https://other.example/notify', 'host']])('%s is refused as %s', (url, problem) => {
    expect(callbackProblem(url, ['h.example'])).toBe(problem);
  });
});

describe('campuses', () => {
  const east = { hospitalId: '41010', code: 'east', name: '东院区' };

  it('have a code and a name, each code once in a hospital', () => {
    expect(campusProblem({ ...east, code: 'west' }, [east])).toBeUndefined();
    expect(campusProblem({ ...east, hospitalId: '41011' }, [east])).toBeUndefined();
    expect(campusProblem(east, [east])).toBe('twice');
    expect(campusProblem({ ...east, code: '东' }, [])).toBe('code');
    expect(campusProblem({ ...east, name: '' }, [])).toBe('name');
  });
});

describe('all of it', () => {
  it('is sent as one thing that says nothing else than what the app had', () => {
    expect(asInput(APP, settingsOf(APP))).toEqual({ appId: 'zz-center', version: 1, redirectHosts: ['h.example'], switches: APP.switches, campuses: [{ hospitalId: '41010', code: 'east', name: '东院区' }] });
    expect(asInput(APP, settingsOf({ ...APP, callbackUrl: 'https://h.example/n' }))).toMatchObject({ callbackUrl: 'https://h.example/n' });
  });

  it('counts as changed when something else would be saved, whatever the order', () => {
    const saved = settingsOf({ ...APP, redirectHosts: ['a.example', 'b.example'] });
    expect(isSame({ ...saved, redirectHosts: ['b.example', 'a.example'] }, saved)).toBe(true);
    expect(isSame({ ...saved, redirectHosts: ['a.example'] }, saved)).toBe(false);
    expect(isSame({ ...saved, switches: { ...saved.switches, clock: false } }, saved)).toBe(false);
    expect(isSame({ ...saved, campuses: [] }, saved)).toBe(false);
    expect(isSame({ ...saved, callbackUrl: 'https://a.example/n' }, saved)).toBe(false);
  });

  it('takes over what another developer saved meanwhile, but where it was changed here too', () => {
    const base = settingsOf(APP);
    const mine = { ...base, redirectHosts: ['mine.example'], callbackUrl: 'https://mine.example/n' };
    const saved = { ...base, callbackUrl: 'https://theirs.example/n', switches: { ...base.switches, clock: false } };
    expect(changedIn(base, saved)).toEqual(['callbackUrl', 'switches']);
    expect(withTheirs(mine, base, saved)).toEqual({ ...mine, switches: saved.switches });
    expect(withTheirs(base, base, saved)).toEqual(saved);
  });
});
