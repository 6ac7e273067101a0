/** A hospital's number whose card was closed because its person was merged. */
import type { PartnerCaller } from '../../functions/open-platform/open-platform.ports';
import { makeIdentifyPatient, type IdentifyPatientDeps } from '../../functions/open-platform/use-cases/identify-patient';
import { ok, refuse } from '../../shared/kernel/result';

const CALLER = { app: { appId: 'a', cityCode: '410100' }, hospital: { hospitalId: '1', name: '' }, serial: 's', requestId: 'r' } as unknown as PartnerCaller;
const HOLDER = { phid: 'P', name: '测试甲', gender: '2', birthday: '1890-01-02', nation: '01', idType: '01', idNumber: 'n', phone: '', address: '' };

function setup({ about = async () => ok({ phid: 'OLD', replacedBy: 'NEW' }) }: Partial<IdentifyPatientDeps['issuer']> = {}) {
  const subjects: string[] = [];
  const asked: string[] = [];
  const identify = makeIdentifyPatient({
    issuer: {
      about: (id) => { asked.push(id); return about(id); }, cardOf: async () => ok(undefined),
      code: async (id) => (id === 'NEW' ? ok(`${id}:1`) : refuse('card-closed')),
      read: async ({ codeText }) => ok({ ...HOLDER, healthCardId: codeText.split(':')[0] ?? '' }),
    },
    relations: { cardOf: async () => 'OLD', patidOf: async () => undefined }, uses: { add: async () => true }, tallies: { of: async () => 0, add: async () => 1 },
    recordAudit: async ({ subject }) => { subjects.push(subject); }, markOf: () => 'document#x', now: () => Date.UTC(2026, 10, 23),
  });
  return { subjects, asked, find: () => identify({ patid: 'P1', patidHospitalId: '1' }, CALLER) };
}

it('leads to the card of whoever its person was merged into, and audits that one', async () => {
  const { find, subjects } = setup();
  expect(await find()).toMatchObject({ ok: true, value: { card: { healthCardId: 'NEW' } } });
  expect(subjects).toEqual(['card#NEW']);
});

it('follows once, and leaves a card closed that none took the place of, or of which nothing can be learnt', async () => {
  const chain = setup({ about: async () => ok({ phid: 'OLD', replacedBy: 'OLDER' }) });
  expect(await chain.find()).toMatchObject({ refusal: { code: 'card-closed' } });
  expect(chain.asked).toEqual(['OLD']);
  for (const about of [async () => ok({ phid: 'OLD' }), async () => refuse('authority-unavailable'), async () => refuse('card-not-found')]) {
    expect(await setup({ about }).find()).toMatchObject({ refusal: { code: 'card-closed' } });
  }
});
