/** Steps of 服务目录 and 单点登录: a listed service, an institution that sends its users, and what residents do with both. */
import { makeServices } from '../../functions/open-platform/services.repository';
import { endLinkRoute, linkAccountRoute } from '../../shared/identity/links.routes';
import { DEMO, openPartner } from '../open-platform/partner';
import type { Town } from '../rig/open-town';
import { makePhone, type Phone } from '../rig/phone';
import { proveByFace } from '../rig/presence';
import type { Steps } from './steps';

const CITY = '410100';
const INSTITUTION = { institutionId: 'inst-410100-10', institutionName: '郑州市中心医院' };
export const SERVICE = { name: '在线复诊', summary: '慢病在家复诊', kind: 'online-hospital', entry: 'http://127.0.0.1:9/revisit', signsOn: true, takesOver: true } as const;

export function linking({ town, zhang }: { readonly town: Town; readonly zhang: Phone }): Steps {
  const nobody = makePhone(town);
  let users = 0;
  let present: Promise<void> | undefined;
  async function listed(): Promise<string> {
    const services = makeServices({ store: town.foundations.store, table: town.foundations.table('open-platform') });
    const serviceId = 'service-of-steps';
    if (!(await services.find(CITY, serviceId))) await services.save({ ...INSTITUTION, serviceId, appId: DEMO.appId, cityCode: CITY, listed: SERVICE, version: 0 });
    return serviceId;
  }
  /** Of a user whom nobody is linked with, unless named. */
  async function ticket(userId?: string): Promise<{ readonly userId: string; readonly ticket: string }> {
    await listed();
    users += 1;
    const user = userId ?? `P-${String(users)}`;
    const commonIn = { timestamp: String(Math.floor(town.foundations.now() / 1000)) };
    const { name, idType, idNumber } = town.person('zhang-wei');
    const { rsp } = await (await openPartner(town.url, DEMO, commonIn)).call('/rest/auth/henan/OpenPlatform/SignOnObj/createSignOnTicket', { userId: user, name, idType, idNumber }, { commonIn });
    return { userId: user, ticket: String(rsp['signOnUrl']).split('ticket=')[1] ?? '' };
  }
  /** Of a user nobody is linked with, for somebody who is there and linked with nobody. */
  async function fresh(): Promise<{ readonly userId: string; readonly ticket: string }> {
    // Once: a day has only so many face checks.
    present ??= proveByFace(town, zhang);
    await present;
    await zhang.send(endLinkRoute, { institutionId: INSTITUTION.institutionId });
    return ticket();
  }
  async function linked(): Promise<string> {
    const sent = await fresh();
    await zhang.must(linkAccountRoute, { ticket: sent.ticket, confirmed: 'it-is-me' });
    return sent.userId;
  }
  return {
    listServicesRoute: () => ({ phone: nobody, input: { cityCode: CITY } }),
    openServiceRoute: async () => ({ phone: zhang, input: { serviceId: await listed(), cityCode: CITY, agreed: true } }),
    readSignOnRoute: async () => ({ phone: nobody, input: { ticket: (await ticket(await linked())).ticket } }),
    linkAccountRoute: async () => ({ phone: zhang, input: { ticket: (await fresh()).ticket, confirmed: 'it-is-me' } }),
    signInInstitutionRoute: async () => ({ phone: nobody, input: { ticket: (await ticket(await linked())).ticket } }),
    listLinksRoute: () => ({ phone: zhang, input: {} }),
    endLinkRoute: async () => {
      await linked();
      return { phone: zhang, input: { institutionId: INSTITUTION.institutionId } };
    },
  };
}
