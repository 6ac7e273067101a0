import { memberAskedAbout } from '../../../miniprogram/src/open-platform/whom-to-verify';

const child = { memberId: 'mem_1', maskedName: '张*宝', maskedNumber: '419099********0024' };
const mother = { memberId: 'mem_2', maskedName: '李*', maskedNumber: '419099********0018' };

it('is the member of the family with the masked name and number of the order', () => {
  expect(memberAskedAbout([mother, child], { maskedName: '张*宝', maskedNumber: '419099********0024' })).toBe(child);
});

it('is nobody of the family where only one of them fits: then it is oneself', () => {
  expect(memberAskedAbout([mother, child], { maskedName: '张*宝', maskedNumber: '419099********0018' })).toBeUndefined();
  expect(memberAskedAbout([], child)).toBeUndefined();
});
