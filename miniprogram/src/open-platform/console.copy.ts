/** 机构控制台: the words of its pages, and of what may go wrong there. */
import type { RefusalCode } from '@shared/kernel/route';
import type * as routes from '@shared/open-platform/console.routes';

type ConsoleRoute = Extract<(typeof routes)[keyof typeof routes], { readonly refusals: object }>;

export const CONSOLE_REFUSALS: Readonly<Record<RefusalCode<ConsoleRoute>, string>> = {
  'caller/not-allowed': '这里只供机构的开发者使用。请让机构联系平台运维，为您的账号登记“机构开发者”岗位。',
  'console/second-factor-needed': '请输入动态口令。为了安全，每30分钟要重新输入一次。',
  'console/already-enrolled': '您已经绑定了动态口令。手机丢失的，请把页面上的账号编号告诉平台运维，由运维解绑。',
  'console/not-enrolled': '还没有绑定动态口令，请先绑定。',
  'console/code-wrong': '动态口令不对。请核对手机时间是否准确，并使用刚刚显示、没有用过的口令。',
  'console/tries-over': '试的次数太多，请过15分钟再试。',
  'console/request-waiting': '上一个申请还在审核，请等结果出来再申请。',
  'console/app-unknown': '没有找到这个应用，请回到应用列表重新选择。',
  'console/rotation-open': '已经有两个密钥有效。请先停用旧密钥，再生成新的。',
  'console/no-old-secret': '没有旧密钥可以停用。',
  'console/no-secret': '这个应用还没有密钥，请先在“密钥”里生成。',
  'console/request-not-readable': '贴上的请求不能读取：要贴完整的JSON，里面有commonIn和req，每个成员只写一次。',
  'console/tag-taken': '这个标记已经用过，请换一个。',
  'console/return-not-registered': '返回地址的域名还没有登记，请先在“设置”里登记。',
};
