#!/usr/bin/env node
// 电子健康卡开放平台：签名示例（Node 18 以上，无依赖）
//
//   APP_SECRET=密钥 node sign.mjs < request.json
//       request.json 是 {"commonIn":{…},"req":{…}}；第 1 行输出签名原文，第 2 行输出签名。
//   APP_SECRET=密钥 APP_ID=应用号 node sign.mjs --call https://平台地址 < request.json
//       真实调用：先 getAppToken，再用 request.json 的 req 调 registerHealthCard；commonIn 只需写 hospitalId。
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const AUTH = '/rest/auth/HealthCard/HealthOpenAuth/AuthObj/';
const BUSINESS = '/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj/';

// 按字节序比较；不要用 localeCompare，它不按字节序。
const byName = ([one], [other]) => (one < other ? -1 : 1);

/** 签名原文：合并、去空、排序、连接。0 和 false 不是空，空格也不是空；字符串不做 URL 编码，也不去空格。 */
export function signedText(commonIn, req) {
  return Object.entries({ ...commonIn, ...req })
    .filter(([name, value]) => name !== 'sign' && value !== null && value !== undefined && value !== '')
    .sort(byName)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : compactJson(value)}`)
    .join('&');
}

/** 嵌套的值：紧凑 JSON，各层成员名升序，去掉 null，保留空字符串。逐个拼接，因为对象会把像数字的成员名排到前面。 */
function compactJson(value) {
  if (Array.isArray(value)) return `[${value.map(compactJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined).sort(byName);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${compactJson(member)}`).join(',')}}`;
}

/** 原文后面直接接密钥，UTF-8 字节的 SHA-256，再做 Base64。 */
export function signature(text, secret) {
  return createHash('sha256').update(text + secret, 'utf8').digest('base64');
}

/** 一次完整的调用。业务错误也是 HTTP 200，看 resultCode；rsp 总是对象。 */
async function call(url, { commonIn, req, secret }) {
  const common = {
    appToken: '', channelNum: 0, ...commonIn,
    requestId: randomUUID().replaceAll('-', '').toUpperCase(), // 每次调用都用新的
    timestamp: String(Math.floor(Date.now() / 1000)), // 秒，不是毫秒
  };
  const body = JSON.stringify({ commonIn: { ...common, sign: signature(signedText(common, req), secret) }, req });
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const { commonOut, rsp } = await response.json();
  if (commonOut.resultCode !== 0) throw new Error(`${commonOut.resultCode} ${commonOut.errMsg}（requestId ${common.requestId}）`);
  return rsp;
}

async function registerOnce(base, { commonIn, req }, secret) {
  // appToken 有效期 7200 秒：全院只由一处获取并共用，不要每次调用都取新的。
  const { appToken } = await call(`${base}${AUTH}getAppToken`, { commonIn, req: { appId: process.env.APP_ID }, secret });
  const card = await call(`${base}${BUSINESS}registerHealthCard`, { commonIn: { ...commonIn, appToken }, req, secret });
  console.log(JSON.stringify(card, null, 2));
}

async function main([flag, base]) {
  const secret = process.env.APP_SECRET;
  if (!secret) throw new Error('请用环境变量 APP_SECRET 给出密钥');
  const request = JSON.parse(readFileSync(0, 'utf8'));
  if (flag === '--call') return registerOnce(base, request, secret);
  const text = signedText(request.commonIn, request.req);
  console.log(`${text}\n${signature(text, secret)}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
