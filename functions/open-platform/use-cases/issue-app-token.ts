/** 3.1 获取appToken: a new token; the one before still works for a while, so that a refresh never breaks callers. */
import { ok } from '../../../shared/kernel/result';
import { APP_TOKEN_SECONDS } from '../../../shared/open-platform/call.schema';
import type { getAppToken } from '../../../shared/open-platform/card.methods';
import type { MethodAnswer } from '../../../shared/open-platform/method';
import type { AppTokens, PartnerCaller } from '../open-platform.ports';

export type IssueAppTokenDeps = { readonly tokens: Pick<AppTokens, 'issue'> };
export type IssueAppToken = (input: unknown, caller: PartnerCaller) => MethodAnswer<typeof getAppToken>;

export function makeIssueAppToken({ tokens }: IssueAppTokenDeps): IssueAppToken {
  return async function issueAppToken(_input, { app }) {
    return ok({ appToken: await tokens.issue(app.appId), expiresIn: APP_TOKEN_SECONDS });
  };
}
