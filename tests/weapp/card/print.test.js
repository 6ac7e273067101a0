const { start } = require('../harness');
const { good, platform, printable, problem, signedIn } = require('./sample-answers');

const PRINT = 'card/pages/print/index';

test('the paper has the full name, the masked number and the code; the phone says how to come by paper', async () => {
  const phone = start({ storage: signedIn, api: platform({ 'GET /v1/cards/card_1/printable': good(printable) }) });
  await phone.open(`${PRINT}?cardId=card_1`);
  await phone.waitFor('河南省居民电子健康卡');
  expect(phone.text()).toContain('张伟');
  expect(phone.text()).toContain('419099********1234');
  expect(phone.attributesOf(phone.find('.paper .qr__image')).src).toMatch(/^data:image\/png;base64,/);
  expect(phone.text()).toContain('手机上不能直接打印');
});

test('a card that is lost is not printed, and leads to what can be done', async () => {
  const phone = start({ storage: { ...signedIn, 'elder-mode': true }, api: platform({ 'GET /v1/cards/card_1/printable': problem(409, 'card/lost') }) });
  await phone.open(`${PRINT}?cardId=card_1`);
  await phone.waitFor('这张卡已经挂失');
  expect(phone.find('.paper')).toBeNull();
  await phone.tap('看看怎么办');
  expect(phone.path()).toBe('card/pages/detail/index');
});
