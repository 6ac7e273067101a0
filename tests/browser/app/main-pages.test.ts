import { describePage } from '../harness/describe-page';
import { sampleApi, sampleCard, sampleSession } from './sample-answers';

const resident = { api: sampleApi, session: sampleSession };
const nobody = { api: sampleApi };

describePage('app/pages/home/index', resident);
describePage('app/pages/home/index', { ...nobody, name: 'home-nobody' });
describePage('app/pages/package/index', resident);
describePage('app/pages/package/index', {
  session: sampleSession, name: 'package-one',
  api: (asked) => (asked.path === '/v1/cards' ? { status: 200, body: { items: [sampleCard] } } : sampleApi(asked)),
});
describePage('app/pages/package/index', { ...nobody, name: 'package-nobody' });
describePage('app/pages/inbox/index', resident);
describePage('app/pages/me/index', resident);
describePage('app/pages/me/index', { ...nobody, name: 'me-nobody' });
describePage('app/pages/settings/index', resident);
describePage('app/pages/about/index', nobody);
describePage('app/pages/settings/index', {
  ...resident,
  name: 'settings-sign-out',
  prepare: async ({ page }) => {
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(100);
  },
});
