import Taro from '@tarojs/taro';
import type { HttpOutcome, HttpRequest } from './request';

const TIMEOUT_MS = 15_000;

/** WeChat tells failures apart only by their text: `request:fail timeout`, `request:fail ...`. */
function outcomeOfFailure(failure: unknown): HttpOutcome {
  const text = typeof failure === 'object' && failure !== null && 'errMsg' in failure ? String(failure.errMsg) : '';
  return { kind: text.includes('timeout') ? 'timeout' : 'offline' };
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** One exchange through `wx.request`. Never throws. */
export async function send({ method, url, headers, body }: HttpRequest): Promise<HttpOutcome> {
  try {
    const answer = await Taro.request<unknown>({
      url, method, header: { ...headers }, timeout: TIMEOUT_MS, dataType: 'text',
      ...(body === undefined ? {} : { data: body }),
    });
    return { kind: 'answered', status: answer.statusCode, body: parsed(answer.data) };
  } catch (failure) {
    return outcomeOfFailure(failure);
  }
}
