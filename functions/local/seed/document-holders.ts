/** One person for each legal document beside the resident identity card, and people with two who are to be one. */
import type { ChinaDay } from '../../../shared/kernel/china-day';
import {
  aged, citizenNumber, oldPermanentResidenceNumber, permanentResidenceNumber, residencePermitNumber,
} from './invented-numbers';
import type { SamplePerson } from './sample-person';

/** Documents of citizens of the mainland. */
export function mainlandHolders(today: ChinaDay): readonly SamplePerson[] {
  const household = { household: 'bao' };
  const driver = citizenNumber('1982-04-16', 2, '2');
  const traveller = citizenNumber('1974-09-09', 2, '1');
  return [
    { personKey: 'bao-xiaolong', name: '包小龙', idType: '02', idNumber: '419099001', gender: '1', birthday: aged(8, today), nation: '02', family: household, about: '只有户口簿的蒙古族儿童' },
    { personKey: 'bao-meiling', name: '包美玲', idType: '02', idNumber: '419099001', gender: '2', birthday: aged(5, today), nation: '02', family: household, about: '与兄长同一户口簿号码' },
    {
      personKey: 'ma-jianguo', name: '马建国', idType: '01', idNumber: traveller, gender: '1', birthday: '1974-09-09', nation: '03', phone: '19900000012',
      wechatUser: 'wx-ma-jianguo', otherDocuments: [{ idType: '03', idNumber: 'E00000001' }], about: '回族，身份证和护照两个证件',
    },
    {
      personKey: 'gao-zhiyuan', name: '高志远', idType: '04', idNumber: '军字第0000001号', gender: '1', birthday: '1987-08-01', nation: '01', phone: '19900000013',
      wechatUser: 'wx-gao-zhiyuan', about: '军官证',
    },
    {
      personKey: 'wu-li', name: '吴丽', idType: '05', idNumber: driver, gender: '2', birthday: '1982-04-16', nation: '11', phone: '19900000014',
      otherDocuments: [{ idType: '01', idNumber: driver }], about: '驾驶证号码与身份证号码相同，满族',
    },
    { personKey: 'lin-feng', name: '林峰', idType: '09', idNumber: '武字第0000002号', gender: '1', birthday: '2002-01-20', nation: '01', phone: '19900000015', about: '武警证' },
    { personKey: 'ding-yi', name: '丁一', idType: '99', idNumber: 'QT0000001', gender: '1', birthday: '2006-02-11', nation: '01', phone: '19900000016', about: '其他法定有效证件' },
  ];
}

/** Residents of Hong Kong, Macau and Taiwan. Holders of a residence permit are born before 1900: see `invented-numbers`. */
export function permitHolders(): readonly SamplePerson[] {
  return [
    {
      personKey: 'ho-saicheong', name: '何世昌', idType: '06', idNumber: 'H00000001', gender: '1', birthday: '1899-01-01', nation: '01', phone: '19900000017',
      wechatUser: 'wx-ho-saicheong', otherDocuments: [{ idType: '10', idNumber: residencePermitNumber('810000', '1899-01-01', '1') }],
      about: '香港居民，通行证和居住证两个证件',
    },
    {
      personKey: 'ouyang-waiyi', name: '欧阳慧仪', idType: '06', idNumber: 'M0000000203', gender: '2', birthday: '1996-06-16', nation: '01', phone: '19900000018',
      wechatUser: 'wx-ouyang-waiyi', about: '澳门居民，旧式通行证带换证次数；复姓',
    },
    { personKey: 'lin-peishan', name: '林佩珊', idType: '07', idNumber: '00000007', gender: '2', birthday: '1998-03-03', nation: '01', phone: '19900000019', wechatUser: 'wx-lin-peishan', about: '台湾居民来往大陆通行证' },
    {
      personKey: 'hsiao-shufen', name: '萧淑芬', idType: '11', idNumber: residencePermitNumber('830000', '1899-01-01', '2'), gender: '2', birthday: '1899-01-01', nation: '01',
      phone: '19900000020', otherDocuments: [{ idType: '07', idNumber: '0000000801' }], about: '台湾居民居住证，另有旧式十位通行证',
    },
    {
      personKey: 'ko-wenghong', name: '高永康', idType: '17', idNumber: residencePermitNumber('820000', '1899-05-20', '1'), gender: '1', birthday: '1899-05-20', nation: '01',
      phone: '19900000021', about: '港澳台居民居住证，来源未区分',
    },
  ];
}

export function foreignHolders(): readonly SamplePerson[] {
  return [
    { personKey: 'maria-ejemplo', name: 'MARIA EJEMPLO', idType: '03', idNumber: 'XE0000001', gender: '2', birthday: '2000-01-02', phone: '19900000022', wechatUser: 'wx-maria-ejemplo', about: '外国护照' },
    {
      personKey: 'ivana-primer', name: 'IVANA PRIMER', idType: '15', idNumber: oldPermanentResidenceNumber('1986-02-27'), gender: '2', birthday: '1986-02-27',
      phone: '19900000023', wechatUser: 'wx-ivana-primer', about: '旧版外国人永久居留证（15 位）',
    },
    {
      personKey: 'john-sample', name: 'JOHN SAMPLE', idType: '15', idNumber: permanentResidenceNumber('1899-01-01', '1'), gender: '1', birthday: '1899-01-01',
      phone: '19900000024', otherDocuments: [{ idType: '03', idNumber: 'XS0000002' }], about: '新版外国人永久居留身份证（18 位），另有护照',
    },
  ];
}
