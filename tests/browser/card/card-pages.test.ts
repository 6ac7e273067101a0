import { describePage } from '../harness/describe-page';
import { good, platformOf, session } from './sample-answers';

const resident = { api: platformOf(), session };

describePage('card/pages/claim/index', resident);
describePage('card/pages/claim/index', { ...resident, api: platformOf({ 'GET /v1/cards/claimable': good({ state: 'in-package' }) }), name: 'claim-in-package' });
describePage('card/pages/claim/index', { ...resident, api: platformOf({ 'GET /v1/cards/claimable': good({ state: 'none', needsPresence: true }) }), name: 'claim-closed' });
describePage('card/pages/claim/index', {
  ...resident,
  name: 'claim-done',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '一键领取' }).click();
    await page.getByText('领好了').waitFor();
  },
});

describePage('card/pages/show-code/index', {
  ...resident,
  query: 'cardId=card_1',
  prepare: async ({ page }) => { await page.getByAltText(/健康卡二维码已显示/).waitFor(); },
});
describePage('card/pages/show-code/index', {
  ...resident,
  query: 'cardId=card_1',
  name: 'show-code-static',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '扫不出来？换成固定码' }).click();
    await page.getByText('请同时出示身份证', { exact: true }).waitFor();
  },
});
describePage('card/pages/show-code/index', { ...resident, query: 'cardId=card_3', name: 'show-code-lost' });

describePage('card/pages/detail/index', { ...resident, query: 'cardId=card_1' });
describePage('card/pages/detail/index', {
  ...resident,
  query: 'cardId=card_3',
  name: 'detail-lost',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: /恢复使用/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(100);
  },
});

describePage('card/pages/visit-number/index', {
  ...resident,
  query: 'cardId=card_1',
  prepare: async ({ page }) => { await page.getByRole('button', { name: '绑定', exact: true }).click(); },
});

describePage('card/pages/print/index', { ...resident, query: 'cardId=card_1' });

describePage('card/pages/assisted-claim/index', resident);
describePage('card/pages/assisted-claim/index', {
  ...resident,
  name: 'assisted-claim-document',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '为群众领卡' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('请填写姓名').waitFor();
  },
});
describePage('card/pages/assisted-claim/index', {
  ...resident,
  name: 'assisted-claim-child',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '为群众领卡' }).click();
    await page.getByRole('button', { name: /^证件类型/ }).click();
    await page.getByRole('radio', { name: '出生医学证明' }).click();
    await page.getByText('监护人的证件').waitFor();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('请填写正确的出生日期').waitFor();
  },
});
describePage('card/pages/assisted-claim/index', {
  ...resident,
  name: 'assisted-claim-again',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: /王\*/ }).click();
    await page.getByText('王芳').waitFor();
  },
});
describePage('card/pages/assisted-claim/index', {
  ...resident,
  name: 'assisted-claim-proof',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: /王\*/ }).click();
    await page.getByRole('button', { name: '查看签字的材料' }).click();
    await page.getByAltText('签字的材料').waitFor();
  },
});
describePage('card/pages/assisted-claim/index', {
  ...resident,
  name: 'assisted-claim-sign',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '为群众领卡' }).click();
    await page.getByLabel('姓名').fill('王芳');
    await page.getByLabel('身份证号码').fill('419099194903070013');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('领取电子健康卡同意书').waitFor();
  },
});

describePage('card/pages/counter/index', resident);
describePage('card/pages/counter/index', {
  ...resident,
  name: 'counter-reissue',
  prepare: async ({ page }) => {
    await page.getByLabel('姓名').fill('刘桂兰');
    await page.getByLabel('身份证号码').fill('419099194903070013');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: /^办理什么/ }).click();
    await page.getByRole('radio', { name: /补领/ }).click();
    await page.getByText('恢复（补领）电子健康卡申请书').waitFor();
  },
});
