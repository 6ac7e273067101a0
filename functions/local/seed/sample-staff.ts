/** Sample staff who assist at counters and in villages, and their institutions. Invented: no real hospital has such staff. */
import type { CallerPost } from '../../../shared/kernel/caller';

export type SampleInstitution = { readonly institutionId: string; readonly name: string; readonly cityCode: string; readonly countyCode: string };

export type SampleStaff = {
  readonly staffKey: string;
  readonly name: string;
  readonly role: Extract<CallerPost['role'], 'counter' | 'village-doctor'>;
  readonly institution: SampleInstitution;
  readonly phone: string;
  readonly wechatUser: string;
};

const zhengzhouHospital = { institutionId: 'sample-hospital-zhengzhou', name: '郑州示例人民医院', cityCode: '410100', countyCode: '410105' };
const luoyangHospital = { institutionId: 'sample-hospital-luoyang', name: '洛阳示例中心医院', cityCode: '410300', countyCode: '410311' };
const shangqiuClinic = { institutionId: 'sample-village-clinic-shangqiu', name: '商丘示例村卫生室', cityCode: '411400', countyCode: '411421' };
const nanyangClinic = { institutionId: 'sample-village-clinic-nanyang', name: '南阳示例村卫生室', cityCode: '411300', countyCode: '411321' };

export const SAMPLE_INSTITUTIONS: readonly SampleInstitution[] = [zhengzhouHospital, luoyangHospital, shangqiuClinic, nanyangClinic];

export const SAMPLE_STAFF: readonly SampleStaff[] = [
  { staffKey: 'clerk-xu', name: '许晓燕', role: 'counter', institution: zhengzhouHospital, phone: '19900000091', wechatUser: 'wx-clerk-xu' },
  { staffKey: 'clerk-song', name: '宋志明', role: 'counter', institution: luoyangHospital, phone: '19900000092', wechatUser: 'wx-clerk-song' },
  { staffKey: 'doctor-tian', name: '田春生', role: 'village-doctor', institution: shangqiuClinic, phone: '19900000093', wechatUser: 'wx-doctor-tian' },
  { staffKey: 'doctor-cui', name: '崔玉梅', role: 'village-doctor', institution: nanyangClinic, phone: '19900000094', wechatUser: 'wx-doctor-cui' },
];
