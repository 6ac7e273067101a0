/** A recognisable Henan at the first start: hospitals and clients at the authority, staff with posts, and a list of who one can sign in as. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chinaDayOf } from '../../shared/kernel/china-day';
import { OWN_AUTHORITY_CLIENT, SAMPLE_AUTHORITY_CLIENT, SAMPLE_OPEN_APP } from './local-config';
import type { Province } from './province';
import { CITIES, HOSPITALS } from './seed/henan';
import { samplePeople, type SamplePerson } from './seed/sample-people';
import { sampleWechatUsers } from './seed/registered';
import { SAMPLE_STAFF } from './seed/sample-staff';

export const FIRST_DAY_FILE = 'first-day';
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The day of the first start: ages are counted from it, so that yesterday's people keep their numbers. */
export function firstDayOf(dataDir: string, now: Date): string {
  const file = join(dataDir, FIRST_DAY_FILE);
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  // A full disk may have left it empty: then nothing was seeded yet.
  if (DAY.test(kept)) return kept;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const day = chinaDayOf(now.getTime());
  writeFileSync(file, day);
  return day;
}

/** Seeds once; gives the lines that tell who can sign in. */
export async function seedProvince(province: Province, dataDir: string, today: string): Promise<string> {
  const file = join(dataDir, 'samples.json');
  if (!existsSync(file)) {
    await seed(province, today);
    writeFileSync(file, `${JSON.stringify(samplesOf(today), null, 2)}\n`, { mode: 0o600 });
  }
  return linesOf(today);
}

async function seed({ config, slices }: Province, today: string): Promise<void> {
  const { authorityWindow, identityWindow, openPlatformWindow } = slices;
  await authorityWindow.registerClient({ ...OWN_AUTHORITY_CLIENT, appSecret: config.AUTHORITY_APP_SECRET, termIds: [OWN_AUTHORITY_CLIENT.termId], cityCode: '410000' });
  await authorityWindow.registerClient({ ...SAMPLE_AUTHORITY_CLIENT, termIds: [SAMPLE_AUTHORITY_CLIENT.termId], cityCode: '410100' });
  await openPlatformWindow.registerApp(SAMPLE_OPEN_APP);
  await Promise.all(HOSPITALS.map(({ institutionId, name, cityCode }) => authorityWindow.addOrg({ orgCode: institutionId, orgName: name, orgAddress: cityCode })));
  const unionIds = new Map(sampleWechatUsers(today).map((user) => [user.wechatUser, user.unionid]));
  for (const { wechatUser, role, institution } of SAMPLE_STAFF) {
    const { institutionId, name: institutionName, cityCode } = institution;
    await identityWindow.appoint(unionIds.get(wechatUser) ?? '', { role, institutionId, institutionName, cityCode });
  }
}

const POSTS = { counter: '服务台', 'village-doctor': '村医', registrar: '主索引管理员', 'institution-developer': '机构开发者' } as const;

function samplesOf(today: string) {
  const people = samplePeople(today).map(({ name, idType, idNumber, otherDocuments, phone, wechatUser, about }) => ({ name, idType, idNumber, otherDocuments, phone, wechatUser, about }));
  const staff = SAMPLE_STAFF.map(({ name, role, wechatUser, institution }) => ({ name, role, wechatUser, institution: institution.name }));
  const institutions = HOSPITALS.map(({ institutionId, name, cityCode }) => ({ institutionId, orgCode: institutionId, name, cityCode }));
  return { people, staff, institutions, authorityClients: [SAMPLE_AUTHORITY_CLIENT], openApps: [SAMPLE_OPEN_APP] };
}

function linesOf(today: string): string {
  const signIn = samplePeople(today).filter((person) => person.wechatUser).map(lineOf);
  const staff = SAMPLE_STAFF.map(({ wechatUser, name, role, institution }) => `  ${wechatUser.padEnd(20)} ${name}  ${POSTS[role]}  ${institution.name}`);
  return [
    `河南 · ${CITIES.length} 市 · ${HOSPITALS.length} 家医院 · ${samplePeople(today).length} 位示例居民`,
    'Sign in as (WeChat user, name, document type and number):', ...signIn, 'Staff:', ...staff, openAppLine(),
  ].join('\n');
}

function openAppLine(): string {
  const { appId, secrets, hospitals, permanentWechatCode } = SAMPLE_OPEN_APP;
  return `Card open platform: appId ${appId}  appSecret ${secrets[0]}  hospitalId ${hospitals[0].hospitalId}  wechatCode ${permanentWechatCode}`;
}

function lineOf({ wechatUser, name, idType, idNumber, otherDocuments = [], about }: SamplePerson): string {
  const documents = [{ idType, idNumber }, ...otherDocuments].map((one) => `${one.idType} ${one.idNumber}`).join(' / ');
  return `  ${(wechatUser ?? '').padEnd(20)} ${name}  ${documents}  ${about}`;
}
