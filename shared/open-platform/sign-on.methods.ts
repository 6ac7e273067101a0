/** 单点登录: a resident is handed over signed in, from here to an institution and from an institution to here. Ours, beside the contract. */
import * as z from 'zod/mini';
import { SignOnPage } from '../kernel/sign-on';
import { flag, IdType, said, text } from './call.schema';
import { at, defineMethod } from './method';

export const getSignOnUser = defineMethod({
  paths: [at.own('SignOnObj/getSignOnUser')], section: '单点登录（到机构）',
  summary: '用服务目录带来的一次性signOnCode（5分钟，成功后失效）换取居民在本机构的用户号；同一居民每次相同，别的机构看到的不同',
  refusals: ['code-not-valid', 'code-used'],
  input: z.object({ signOnCode: text(64) }),
  output: z.object({ openUserId: said, isRealNameVerified: flag, isPresenceProved: flag }),
});

export const createSignOnTicket = defineMethod({
  paths: [at.own('SignOnObj/createSignOnTicket')], section: '单点登录（到平台）',
  summary: '机构已登录的用户进入平台：得到一次性地址（5分钟），首次由居民本人登录、确认是本人并同意关联，以后点一下就进入；userId是机构自己的用户号，name、idType、idNumber是机构核实过的这个用户本人，与居民账号不是同一个人的不能关联、不能进入',
  refusals: ['sign-on-not-listed'],
  input: z.object({ userId: text(64), name: text(100), idType: IdType, idNumber: text(64), page: z.exactOptional(SignOnPage) }),
  output: z.object({ signOnUrl: said, expiresIn: z._default(z.int(), 0) }),
});
