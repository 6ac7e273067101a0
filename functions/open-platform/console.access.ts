/** Who may work in the console: a developer's post, and a second factor shown in this session not long ago. */
import { ok, refuse } from '../../shared/kernel/result';
import type { Apps, ConsoleAccess, ConsoleSessions } from './open-platform.ports';

export type ConsoleAccessDeps = { readonly apps: Pick<Apps, 'find'>; readonly consoleSessions: Pick<ConsoleSessions, 'untilOf'>; readonly now: () => number };

export function makeConsoleAccess({ apps, consoleSessions, now }: ConsoleAccessDeps): ConsoleAccess {
  const enter: ConsoleAccess['enter'] = async ({ post, sessionId }) => {
    if (post.role !== 'institution-developer') return refuse('caller/not-allowed');
    const until = await consoleSessions.untilOf(sessionId);
    return until !== undefined && until > now() ? ok(post) : refuse('console/second-factor-needed');
  };
  return {
    enter,
    async ownApp(caller, appId) {
      const entered = await enter(caller);
      if (!entered.ok) return entered;
      const app = await apps.find(appId);
      // Another institution's app is as good as none.
      return app?.institutionId === entered.value.institutionId ? ok(app) : refuse('console/app-unknown');
    },
  };
}
