/** Sample staff: they assist at counters and in villages, one tends the person index. Invented: no real hospital has such staff. */
import type { CallerPost } from '../../../shared/kernel/caller';
import { HOSPITALS, type Hospital } from './henan';

export type SampleStaff = {
  readonly staffKey: string;
  readonly name: string;
  readonly role: CallerPost['role'];
  readonly institution: Hospital;
  readonly phone: string;
  readonly wechatUser: string;
};

/** A village doctor works under the hospital that leads the medical community (医共体) of the place. */
export const SAMPLE_STAFF: readonly SampleStaff[] = [
  { staffKey: 'clerk-xu', name: '许晓燕', role: 'counter', institution: hospital('郑州市中心医院'), phone: '19900000091', wechatUser: 'wx-clerk-xu' },
  { staffKey: 'clerk-song', name: '宋志明', role: 'counter', institution: hospital('洛阳市中心医院'), phone: '19900000092', wechatUser: 'wx-clerk-song' },
  { staffKey: 'doctor-tian', name: '田春生', role: 'village-doctor', institution: hospital('商丘市中心医院'), phone: '19900000093', wechatUser: 'wx-doctor-tian' },
  { staffKey: 'doctor-cui', name: '崔玉梅', role: 'village-doctor', institution: hospital('南阳市第一人民医院'), phone: '19900000094', wechatUser: 'wx-doctor-cui' },
  { staffKey: 'registrar-ge', name: '葛文静', role: 'registrar', institution: hospital('河南省人民医院'), phone: '19900000095', wechatUser: 'wx-registrar-ge' },
  { staffKey: 'developer-yan', name: '闫书恒', role: 'institution-developer', institution: hospital('郑州市中心医院'), phone: '19900000096', wechatUser: 'wx-developer-yan' },
];

function hospital(name: string): Hospital {
  const found = HOSPITALS.find((one) => one.name === name);
  if (!found) throw new Error(`no hospital ${name}`);
  return found;
}
