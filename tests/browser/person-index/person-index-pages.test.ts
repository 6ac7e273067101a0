import { describePage } from '../harness/describe-page';
import type { Visit } from '../harness/visit';
import { sampleAccount, sampleApi, sampleSession } from '../app/sample-answers';
import type { Api } from '../harness/h5-server';

const DAY = '2026-11-20T09:30:00+08:00';
const account = { ...sampleAccount, post: { ...sampleAccount.post, role: 'registrar' } };
const session = { ...sampleSession, account };
const merge = { mergeId: 'merge_01KAWC2J8V4Q5RZ1N7M3XG9T0B', survivorId: 'person_01KAWC2J8V4Q5RZ1N7M3XG9T0B', mergedId: 'person_01KAWC2J8V4Q5RZ1N7M3XG9T0C', evidence: 'permit-renewed', by: 'acc_1', at: DAY };
const known = {
  documents: [{ idType: '01', maskedNumber: '419099********0013', validFrom: '2026-01-02' }, { idType: '06', maskedNumber: 'H1*****89', validFrom: '2025-01-03', validTo: '2026-10-01' }],
  merges: [merge, { ...merge, mergeId: 'merge_2', evidence: 'both-documents-seen', reversedAt: DAY, reversedBy: 'acc_1', reason: '不是同一个人' }],
};

const api: Api = (asked) => {
  if (asked.path === '/v1/me') return { status: 200, body: account };
  return asked.path === '/v1/staff/person-look-ups' ? { status: 200, body: known } : sampleApi(asked);
};

async function find({ page }: Visit, number: string): Promise<void> {
  await page.getByLabel('姓名').fill('刘桂兰');
  await page.getByLabel('身份证号码').fill(number);
  await page.getByRole('button', { name: '查询' }).click();
}

describePage('person-index/pages/merges/index', { api, session });
describePage('person-index/pages/merges/index', { api: sampleApi, session: sampleSession, name: 'merges-other-post' });
describePage('person-index/pages/merges/index', {
  api, session, name: 'merges-found',
  prepare: async (visited) => {
    await find(visited, '419099194903070013');
    await visited.page.getByText('身份二：并入身份一').waitFor();
    await find(visited, '419099194903070021');
    await visited.page.getByRole('button', { name: '合并成一个人' }).click();
    await visited.page.getByText('请选择合并依据').waitFor();
  },
});
describePage('person-index/pages/merges/index', {
  api, session, name: 'merges-reversal',
  prepare: async (visited) => {
    await find(visited, '419099194903070013');
    await visited.page.getByRole('button', { name: /^撤销这次合并/ }).click();
    await visited.page.getByRole('dialog', { name: '撤销合并' }).waitFor();
  },
});
