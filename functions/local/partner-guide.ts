/** The reference of the partner guide, from the methods and codes themselves: `node functions/local/bundle.mjs contracts` writes it. */
import { toJSONSchema, type $ZodType } from 'zod/v4/core';
import { OF_EVERY_METHOD, type OpenMethod } from '../../shared/open-platform/method';
import { METHODS } from '../../shared/open-platform/methods';
import { RESULT_CODES, type ResultName } from '../../shared/open-platform/result-codes';
import { SIGNATURE_CAUSES } from '../../shared/open-platform/signature-causes';

type Json = Record<string, unknown>;

/** `docs/contracts/open-platform/methods.md`. */
export function partnerReference(): string {
  const methods = Object.entries<OpenMethod>(METHODS);
  return [
    '# 电子健康卡开放平台 · 接口与返回码', '',
    '由程序生成（`npm run build:contracts`），与正在运行的平台一致。报文、签名和一次性码的规则见[接入说明](README.md)。', '',
    `## 接口（${String(methods.length)}）`, '', ...methods.flatMap(([name, method]) => methodPage(name, method)),
    '## 返回码', '', `每个接口都可能返回：${OF_EVERY_METHOD.map(codeOf).join('、')}。`, '',
    '| resultCode | errMsg | English | 原因 | 处理 | 可原样重试 |', '|---|---|---|---|---|---|', '| 0 | 成功 | Done | – | – | – |',
    ...Object.values(RESULT_CODES).map(({ code, chinese, english, cause, remedy, retry }) => `| ${String(code)} | ${chinese} | ${english} | ${cause} | ${remedy} | ${retry ? '是' : '否'} |`),
    '', '## 签名不对的原因', '', '控制台的“签名调试”按这些原因查找。', '', '| 原因 | 处理 |', '|---|---|',
    ...Object.entries(SIGNATURE_CAUSES).flatMap(([name, { chinese, remedy }]) => (name === 'unknown' ? [] : [`| ${chinese} | ${remedy} |`])),
    '',
  ].join('\n');
}

function methodPage(name: string, { paths, summary, section, input, items, output, refusals, relates }: OpenMethod): readonly string[] {
  return [
    `### ${name}`, '', `${summary}（${section}）`, '', ...paths.map((path) => `- \`POST ${path}\``),
    ...(relates ? ['- 需要 `relateAppId`、`relateOpenId`（机构可关闭此要求）'] : []), '',
    ...members('req', input, 'input'), ...(items ? members('req 数组的每一条', items, 'input') : []), ...members('rsp', output, 'output'),
    ...(refusals.length > 0 ? [`返回码：${refusals.map(codeOf).join('、')}`, ''] : []),
  ];
}

function codeOf(name: ResultName): string {
  return `${String(RESULT_CODES[name].code)} ${RESULT_CODES[name].chinese}`;
}

type Shape = { readonly properties?: Record<string, Json>; readonly required?: readonly string[]; readonly anyOf?: readonly Shape[] };

function members(part: string, schema: unknown, io: 'input' | 'output'): readonly string[] {
  const shape = toJSONSchema(schema as $ZodType, { io, unrepresentable: 'any' }) as Shape;
  // One of several ways to ask: a table each.
  return (shape.anyOf ?? [shape]).flatMap((one, place) => tableOf(shape.anyOf ? `${part}（方式${String(place + 1)}）` : part, one, io));
}

function tableOf(title: string, { properties = {}, required = [] }: Shape, io: 'input' | 'output'): readonly string[] {
  const rows = Object.entries(properties).map(([name, member]) => `| \`${name}\` | ${typeOf(member)} | ${io === 'input' ? (required.includes(name) ? '必填' : '可选') : ''} |`);
  return rows.length === 0 ? [] : [`| ${title} | 类型 | |`, '|---|---|---|', ...rows, ''];
}

function typeOf({ type, anyOf, maxLength, items, enum: words, const: only }: Json): string {
  if (Array.isArray(anyOf)) return anyOf.map((one) => typeOf(one as Json)).join(' / ');
  if (Array.isArray(words)) return words.map(String).sort().join('、');
  if (only !== undefined) return JSON.stringify(only);
  if (type === 'array') return `数组：${typeOf(items as Json)}`;
  return `${String(type)}${typeof maxLength === 'number' ? `，≤${String(maxLength)}` : ''}`;
}
