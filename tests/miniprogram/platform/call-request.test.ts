import { requestOf } from '../../../miniprogram/src/platform/call-request';

const BASE = 'http://127.0.0.1:8080';

test('path members go into the path, encoded, and nowhere else', () => {
  const request = requestOf(BASE, { method: 'POST', path: '/v1/cards/:cardId/code' }, { cardId: 'a/b', kind: 'static' });
  expect(request.url).toBe(`${BASE}/v1/cards/a%2Fb/code`);
  expect(request.body).toBe('{"kind":"static"}');
});

test('GET and DELETE put the rest into the query and send no body', () => {
  const request = requestOf('', { method: 'GET', path: '/v1/institutions' }, { cityCode: '410100', name: '郑州 一院', left: undefined });
  expect(request.url).toBe('/v1/institutions?cityCode=410100&name=%E9%83%91%E5%B7%9E%20%E4%B8%80%E9%99%A2');
  expect(request.body).toBeUndefined();
  expect(requestOf('', { method: 'DELETE', path: '/v1/sessions' }, {}).url).toBe('/v1/sessions');
});

test('a write without members still sends a JSON object', () => {
  const request = requestOf('', { method: 'POST', path: '/v1/messages/read' }, {});
  expect(request.body).toBe('{}');
  expect(request.headers['content-type']).toBe('application/json');
});
