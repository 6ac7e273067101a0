/** 取appToken的调用 (2.2, 3.1), told by what it says: it alone comes without a token and names its app. */
import type { ReceivedCall } from './received';

export function isCredentialCall({ commonIn, req }: ReceivedCall): boolean {
  return !commonIn.get('appToken')?.value && Boolean(req.get('appId')?.value);
}
