/** Families: parents with children of every age, grandparents who share a phone, an old man of the register. */
import { addDays } from '../../../shared/kernel/china-day';
import type { ChinaDay } from '../../../shared/kernel/china-day';
import { aged, citizenNumber, oldCitizenNumber, turning } from './invented-numbers';
import type { Gender, SamplePerson } from './sample-person';

type Citizen = Omit<SamplePerson, 'idType' | 'idNumber' | 'gender' | 'birthday'>;

/** A holder of a resident identity card; `birthday` and `gender` are in the number. */
function citizen(gender: Gender, birthday: ChinaDay, person: Citizen): SamplePerson {
  return { idType: '01', idNumber: citizenNumber(birthday, 1, gender), gender, birthday, nation: '01', ...person };
}

/** 郑州: mother, father, a child of six, a newborn; the grandparents have one phone between them. */
export function zhangHousehold(today: ChinaDay): readonly SamplePerson[] {
  const family = { household: 'zhang' };
  const parents = { ...family, motherKey: 'li-na', fatherKey: 'zhang-wei' };
  const mother = citizen('2', '1992-06-25', { personKey: 'li-na', name: '李娜', phone: '19900000002', wechatUser: 'wx-li-na', family, about: '孩子的母亲' });
  return [
    citizen('1', '1990-03-12', {
      personKey: 'zhang-wei', name: '张伟', phone: '19900000001', wechatUser: 'wx-zhang-wei', about: '家中主要使用者',
      family: { ...family, motherKey: 'wang-xiuying', fatherKey: 'zhang-guoqiang' },
    }),
    mother,
    citizen('2', aged(6, today), { personKey: 'zhang-zihan', name: '张子涵', family: parents, about: '六岁儿童，由父母代办' }),
    {
      personKey: 'zhang-newborn', name: '张小宝', idType: '16', idNumber: `${mother.idNumber}-1`, gender: '1', birthday: addDays(today, -10), nation: '01',
      family: parents, about: '出生十天，暂无证件，以母亲证件号加胎次登记',
    },
    citizen('1', '1952-01-08', {
      personKey: 'zhang-guoqiang', name: '张国强', phone: '19900000003', wechatUser: 'wx-zhang-guoqiang', family, about: '长辈版使用者',
    }),
    citizen('2', '1954-04-30', { personKey: 'wang-xiuying', name: '王秀英', phone: '19900000003', family, about: '与老伴共用一部手机' }),
  ];
}

/** 洛阳: a mother and an infant who has only the birth certificate. */
export function chenHousehold(today: ChinaDay): readonly SamplePerson[] {
  const family = { household: 'chen' };
  return [
    citizen('2', '1997-09-18', { personKey: 'chen-jing', name: '陈静', phone: '19900000004', wechatUser: 'wx-chen-jing', family, about: '独自带婴儿的母亲' }),
    {
      personKey: 'chen-yinuo', name: '陈一诺', idType: '08', idNumber: 'X419900001', gender: '2', birthday: addDays(today, -150), nation: '01',
      family: { ...family, motherKey: 'chen-jing' }, about: '五个月婴儿，持出生医学证明',
    },
  ];
}

/** 商丘 countryside: a grandmother with an old number, her grandson who stays with her, the father away at work. */
export function liuHousehold(today: ChinaDay): readonly SamplePerson[] {
  const family = { household: 'liu' };
  const grandmotherBorn = '1944-11-05';
  return [
    {
      personKey: 'liu-guilan', name: '刘桂兰', idType: '01', idNumber: oldCitizenNumber(grandmotherBorn, 1, '2'), gender: '2', birthday: grandmotherBorn, nation: '01',
      phone: '19900000005', family, about: '老式十五位身份证，没有微信，由村医协助',
    },
    citizen('1', aged(15, today), {
      personKey: 'liu-yang', name: '刘洋', phone: '19900000005', family: { ...family, fatherKey: 'liu-qiang' }, about: '十五岁，随祖母生活',
    }),
    citizen('1', '1984-02-14', {
      personKey: 'liu-qiang', name: '刘强', phone: '19900000006', wechatUser: 'wx-liu-qiang', family: { ...family, motherKey: 'liu-guilan' }, about: '在外务工，替家人办卡',
    }),
  ];
}

/** 南阳: rights change within days, at fourteen and at eighteen. */
export function zhaoHousehold(today: ChinaDay): readonly SamplePerson[] {
  const family = { household: 'zhao' };
  const children = { ...family, motherKey: 'zhou-min' };
  return [
    citizen('2', '1981-08-08', { personKey: 'zhou-min', name: '周敏', phone: '19900000007', wechatUser: 'wx-zhou-min', family, about: '两个孩子的母亲' }),
    citizen('2', turning(18, 3, today), {
      personKey: 'zhao-xinyu', name: '赵欣雨', phone: '19900000008', wechatUser: 'wx-zhao-xinyu', family: children, about: '三天后满十八岁',
    }),
    citizen('1', turning(14, 3, today), { personKey: 'zhao-haoran', name: '赵浩然', family: children, about: '三天后满十四岁' }),
  ];
}

/** People whom only their age, their name or the register makes special. */
export function singlePersons(): readonly SamplePerson[] {
  return [
    citizen('2', '1927-02-02', { personKey: 'guo-fengying', name: '郭凤英', about: '年近百岁，没有手机' }),
    citizen('1', '1899-03-07', { personKey: 'han-changshou', name: '韩长寿', about: '一八九九年出生' }),
    citizen('1', '1938-10-10', { personKey: 'sun-defu', name: '孙德福', deceased: true, about: '人口库登记为已故' }),
    citizen('1', '1985-07-01', { personKey: 'wang-wei', name: '王𬱖', phone: '19900000009', wechatUser: 'wx-wang-wei', about: '姓名含生僻字（扩展区 E）' }),
    citizen('2', '1999-12-31', { personKey: 'he-jie', name: '何㛃', phone: '19900000010', wechatUser: 'wx-he-jie', about: '姓名含生僻字（扩展区 A）' }),
    citizen('2', '1995-05-05', {
      personKey: 'ayinur', name: '阿依努尔·萨迪克', nation: '05', phone: '19900000011', wechatUser: 'wx-ayinur', about: '姓名含间隔号，维吾尔族',
    }),
  ];
}
