import { QueryClientProvider } from '@tanstack/react-query';
import { usePageNotFound } from '@tarojs/taro';
import { useEffect, useState, type ReactNode } from 'react';
import { signInServiceAccountRoute } from '@shared/identity/sign-in.routes';
import { call, session } from '../platform/api';
import { makeQueryClient } from '../platform/queries';
import { takeAuthorization } from '../platform/sign-in';
import { ElderModeProvider } from '../ui/elder-mode';
import { AppNavigation } from './navigation';
import { address, comeBack, open, switchTo } from './routes';

/** Back from WeChat's authorisation page: the code becomes a session, and the person goes on where they left. */
async function finishAuthorization() {
  const authorization = takeAuthorization();
  if (!authorization) return;
  const { code, state, comeBackTo } = authorization;
  if (code === undefined) {
    open(address.signIn(comeBackTo, 'sign-in/declined'));
    return;
  }
  const result = await call(signInServiceAccountRoute, { code, state });
  if (!result.ok) {
    open(address.signIn(comeBackTo, result.refusal.code));
    return;
  }
  session.keep(result.value);
  comeBack(comeBackTo);
}

/** What one account saw must not be there for the next. */
function useForgettingClient() {
  const [client] = useState(makeQueryClient);
  useEffect(() => {
    let before = session.current()?.account.accountId;
    return session.onChange(() => {
      const now = session.current()?.account.accountId;
      if (now === before) return;
      before = now;
      client.clear();
    });
  }, [client]);
  return client;
}

export function Providers({ children }: { readonly children?: ReactNode }) {
  const client = useForgettingClient();
  useEffect(() => { void finishAuthorization(); }, []);
  // An old or mistyped link leads home, not to an empty page.
  usePageNotFound(() => { switchTo('home'); });
  return (
    <QueryClientProvider client={client}>
      <ElderModeProvider>
        <AppNavigation>{children}</AppNavigation>
      </ElderModeProvider>
    </QueryClientProvider>
  );
}
