import { WEI, setup } from './setup';
import type { World } from './setup';

const TEMPLATE = { id: 'T-appointment', fields: ['thing1', 'time2', 'phrase3', 'character_string4'] };
const DATA = {
  thing1: { value: '郑州示例人民医院' }, time2: { value: '2026年03月01日 09:00' }, phrase3: { value: '已预约' }, character_string4: { value: 'A-0007' },
};

let world: World;
beforeEach(async () => { world = await setup({ templates: [TEMPLATE], pages: ['app/inbox/index'] }); });
afterEach(() => world.close());

const send = (more: Record<string, unknown> = {}) =>
  world.call('/cgi-bin/message/subscribe/send', { touser: WEI.miniProgramOpenid, template_id: TEMPLATE.id, page: 'app/inbox/index?id=7', data: DATA, ...more });

test('one consent carries one message, which arrives as sent', async () => {
  await world.post('/sandbox/users/wx-wei/subscriptions', { templateId: TEMPLATE.id });
  expect(await send()).toEqual({ errcode: 0, errmsg: 'ok' });
  expect(await send()).toMatchObject({ errcode: 43101 });
  expect(await world.get('/sandbox/sent')).toEqual({
    messages: [{
      touser: WEI.miniProgramOpenid, template_id: TEMPLATE.id, page: 'app/inbox/index?id=7', data: DATA,
      sentAt: Date.parse('2026-03-01T09:00:00+08:00'),
    }],
  });
});

test('consents add up, and none counts for another template', async () => {
  world.phone.subscribe('wx-wei', TEMPLATE.id, 2);
  world.phone.subscribe('wx-wei', 'T-other', 5);
  const answers = [await send(), await send(), await send()];
  expect(answers.map(({ errcode }) => errcode)).toEqual([0, 0, 43101]);
});

test.each([
  [40003, { touser: WEI.serviceAccountOpenid }],
  [40037, { template_id: 'T-unknown' }],
  [40037, { template_id: '' }],
  [41030, { page: 'app/gone/index' }],
  [47003, { data: {} }],
  [47003, { data: 'thing1' }],
  [47003, { data: { ...DATA, thing1: { value: '字'.repeat(21) } } }],
  [47003, { data: { ...DATA, thing1: { value: '' } } }],
  [47003, { data: { ...DATA, thing1: '没有 value' } }],
  [47003, { data: { ...DATA, phrase3: { value: 'booked' } } }],
  [47003, { data: { ...DATA, character_string4: { value: '第七号' } } }],
  [47003, { data: { ...DATA, thing9: { value: '不在模板里' } } }],
])('errcode %i for %j; the consent is not spent', async (errcode, wrong) => {
  world.phone.subscribe('wx-wei', TEMPLATE.id);
  expect(await send(wrong)).toMatchObject({ errcode });
  expect(await send()).toMatchObject({ errcode: 0 });
});

test('the refusal names the member that is wrong', async () => {
  const { errmsg } = await send({ data: { ...DATA, thing1: { value: '' } } });
  expect(errmsg).toContain('argument invalid! data.thing1.value invalid');
});
