/** A stand-in for WeChat's health-card plug-in, with its interface: a user who has authorised or not, and a new code at each login. */
import type { HealthCardPlugIn } from '../../miniprogram/src/platform/health-card-answers';

export function healthCardPlugInDouble(): HealthCardPlugIn & { authorised: boolean; broken: boolean; readonly asked: unknown[]; readonly codes: string[] } {
  const asked: unknown[] = [];
  const codes: string[] = [];
  return {
    authorised: true, broken: false, asked, codes,
    login(done, options) {
      asked.push(options);
      if (this.broken) throw new Error('plugin is not ready');
      const wechatCode = String(codes.length + 1).padStart(32, '0');
      codes.push(wechatCode);
      setTimeout(() => {
        if (this.authorised) done(true, { result: { wechatCode } });
        else done(false, { result: { toLogin: true } });
      }, 0);
    },
  };
}
