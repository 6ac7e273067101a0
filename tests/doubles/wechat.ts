/** WeChat's client as the slices see it: users sign in by codes that are used once, faces are played by the test. */
import type { Foundations } from '../../functions/platform/foundations';
import { ok, refuse } from '../../shared/kernel/result';

type Wechat = Foundations['clients']['wechat'];
type FaceOutcome = 'passed' | 'not-passed' | 'cancelled' | 'not-finished' | 'device-unable';

/** A user's code is `<user>` or, when WeChat does not tell the union id, `<user>?`; `!down` and the like are WeChat's own refusals. */
export function wechatDouble(now: () => number) {
  const switches = { down: false };
  const faces = new Map<string, { name: string; idNumber: string; openid: string; outSeqNo: string; outcome: FaceOutcome; endsAt: number }>();
  const phones = new Map<string, { countryCode: string; number: string }>();

  function userOf(app: string, code: string) {
    const user = code.replace(/\?$/, '');
    return ok({ openid: `${app}-${user}`, ...(code.endsWith('?') ? {} : { unionid: `union-${user}` }) });
  }

  const wechat: Wechat = {
    async codeToUser(code) {
      if (switches.down) return refuse('wechat/unavailable');
      if (code === '!used') return refuse('wechat/code-not-valid');
      return code === '!blocked' ? refuse('wechat/user-blocked') : userOf('mini', code);
    },
    authorizeUrl: (returnTo, state) => `https://open.example/authorize?redirect_uri=${encodeURIComponent(returnTo)}&state=${state}`,
    async webCodeToUser(code) {
      if (switches.down) return refuse('wechat/unavailable');
      if (code === '!used') return refuse('wechat/code-not-valid');
      return code === '!snapshot' ? refuse('wechat/snapshot-user') : userOf('web', code);
    },
    async codeToPhone(code) {
      if (switches.down) return refuse('wechat/unavailable');
      const phone = phones.get(code);
      return phone ? ok(phone) : refuse('wechat/code-not-valid');
    },
    urlLink: ({ path, query }) => Promise.resolve(switches.down ? refuse('wechat/unavailable') : ok({ link: `https://wxaurl.example${path}?${query}`, expiresAt: now() })),
    async getVerifyId(subject) {
      if (switches.down) return refuse('wechat/unavailable');
      if (!subject.idNumber.startsWith('4')) return refuse('wechat/document-refused');
      const endsAt = now() + 3_600_000;
      faces.set(subject.outSeqNo, { ...subject, outcome: 'not-finished', endsAt });
      return ok({ verifyId: `verify-${subject.outSeqNo}`, expiresAt: endsAt });
    },
    async queryVerifyInfo(verifyId, subject) {
      if (switches.down) return refuse('wechat/unavailable');
      const face = faces.get(subject.outSeqNo);
      const isSame = face && `verify-${subject.outSeqNo}` === verifyId && face.idNumber === subject.idNumber && face.openid === subject.openid;
      if (!isSame || face.endsAt <= now()) return refuse('wechat/face-check-not-valid');
      return ok({ outcome: face.outcome, verifyRet: face.outcome === 'passed' ? 10000 : 10300 });
    },
    readIdCard: () => Promise.resolve(refuse(switches.down ? 'wechat/unavailable' : 'wechat/nothing-read')),
  };

  return {
    wechat, switches, phones,
    /** The person acts before the camera. */
    play(checkId: string, outcome: FaceOutcome) {
      const face = faces.get(checkId);
      if (!face) throw new Error('no such face check');
      faces.set(checkId, { ...face, outcome });
    },
  };
}
