/** Back into the mini-program around a web page (open platform 1.3), in the words WeChat's bridge takes. */
import { miniCalls } from '../../../miniprogram/src/platform/mini-page';

it.each([
  ['page/index', [{ name: 'navigateTo', arg: { url: '/page/index' } }]],
  ['mini:/pages/a?x=1&healthCode=A%2FB', [{ name: 'navigateTo', arg: { url: '/pages/a?x=1&healthCode=A%2FB' } }]],
  ['back', [{ name: 'navigateBack', arg: { delta: 1 } }]],
  ['back?healthCode=A%2FB', [{ name: 'postMessage', arg: { healthCode: 'A/B' } }, { name: 'navigateBack', arg: { delta: 1 } }]],
  ['back?discount=100%', [{ name: 'postMessage', arg: { discount: '100%' } }, { name: 'navigateBack', arg: { delta: 1 } }]],
  ['', []],
])('asks for %s', (address, calls) => {
  expect(miniCalls(address)).toEqual(calls);
});
