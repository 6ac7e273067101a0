import { QueryClientProvider } from '@tanstack/react-query';
import { usePageNotFound } from '@tarojs/taro';
import { useEffect, useState, type ReactNode } from 'react';
import { signInServiceAccountRoute } from '@shared/identity/sign-in.routes';
import { refuse } from '@shared/kernel/result';
import { call, session } from '../platform/api';
import { fetchBeforehand, firstPage } from '../platform/page-code';
import { makeQueryClient } from '../platform/queries';
import { takeAuthorization } from '../platform/sign-in';
import { ElderModeProvider } from '../ui/elder-mode';
import { MissingPage } from './missing-page';
import { AppNavigation } from './navigation';
import { address, comeBack, open, switchTo, TABS } from './routes';

/** Back from WeChat's authorisation page: the code becomes a session, and the person goes on where they left. */
async function finishAuthorization() {
  const authorization = takeAuthorization();
  if (!authorization) return;
  const { code, state, comeBackTo } = authorization;
  const result = code === undefined ? refuse('sign-in/declined') : await call(signInServiceAccountRoute, { code, state });
  await firstPage();
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
  useEffect(() => {
    void finishAuthorization();
    fetchBeforehand(Object.values(TABS));
  }, []);
  // An old or mistyped link leads home, not to an empty page.
  usePageNotFound(() => { switchTo('home'); });
  return (
    <QueryClientProvider client={client}>
      <ElderModeProvider>
        <AppNavigation>
          {children}
          {process.env.TARO_ENV === 'h5' ? <MissingPage /> : null}
        </AppNavigation>
      </ElderModeProvider>
    </QueryClientProvider>
  );
}
