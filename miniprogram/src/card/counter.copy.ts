/** The words of loss, restoring and reissuing at a counter: for the clerk or village doctor, with the person in front of them. */
import type { CounterMove, moveAtCounterRoute } from '@shared/card/counter.routes';
import type { RefusalCode } from '@shared/kernel/route';
import { ASSIST_REFUSALS } from './assisted.copy';

export const COUNTER_REFUSALS: Readonly<Record<RefusalCode<typeof moveAtCounterRoute>, string>> = {
  ...ASSIST_REFUSALS,
  'caller/not-allowed': '您的岗位不能办这项业务，请由医院服务台或村医办理。',
  'card/authority-unavailable': '省卡管平台暂时连不上，没有办成。请过几分钟再提交，填写的内容还在。',
  'card/unknown': '没有查到这个人的健康卡。请照原件核对姓名和号码，孩子还要填监护人；没有领过卡的，请办“协助群众领卡”。',
  'card/move-not-allowed': '这张卡现在的状态不能这样办：正在使用的卡才能挂失，挂失的卡才能恢复。请问清楚后换一项。',
  'assisted/proof-missing': '恢复和补领要请本人签字，请拍下签好的申请书。',
  'assisted/own-card': '不能给自己卡包里的卡办恢复和补领，请由同事办理。',
};

export const COUNTER = {
  title: '挂失、恢复和补领',
  lead: '本人带证件原件来，没有手机也能办。',
  notStaffText: '医院服务台和村医可以在这里帮群众挂失、补领。您自己的卡，请到卡包里办。',
  mine: '打开我的卡包',
  steps: ['照证件填写', '选择办什么', '办好了'],
  move: '办理什么',
  moveMissing: '请选择办理什么',
  proofHint: '请本人（孩子由监护人）在申请书上签字或按手印，再拍照。照片会保存，以便日后查证。',
  photoMissing: '请拍下签好的申请书',
  submit: '确认办理',
  another: '再办一位',
} as const;

type Words = { readonly label: string; readonly note: string; readonly done: (name: string) => string };

export const COUNTER_MOVES: Readonly<Record<CounterMove, Words>> = {
  'report-loss': { label: '挂失', note: '卡丢了，马上停用，不用签字', done: (name) => `${name}的健康卡已经挂失，谁都不能再用它的二维码。` },
  restore: { label: '恢复使用', note: '挂失的卡找到了，还是原来那张', done: (name) => `${name}的健康卡已经恢复，原来的二维码又可以使用。` },
  reissue: { label: '补领', note: '卡找不回来，或以前注销过；卡号不变', done: (name) => `${name}的健康卡已经补领，请打印交给本人。` },
};
