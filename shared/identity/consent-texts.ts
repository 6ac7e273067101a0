/**
 * 告知同意: the texts in force. Each purpose is told and asked apart (个人信息保护法 14, 17, 28-31): who, what for, which data, how long,
 * which rights, how to withdraw. A changed text gets a new version, and everybody is asked again. Sentences are short: elders read them.
 */
import type { ConsentText } from './identity.schema';

const WHO = '我们是河南健康便民服务平台，由河南省卫生健康委员会主办。下面说的“我们”，就是这个平台。';
const RIGHTS = '您可以随时查看、复制、更正、删除您的信息，也可以要求我们解释。办法：打开“我的”，或拨打 12320 卫生热线。';
const CHINA_ONLY = '您的信息只存放在中国境内。';

function withdrawal(consequence: string): string {
  return `您可以随时撤回：打开“我的”，点“隐私与授权”，点“撤回”。撤回马上生效。${consequence}撤回以前已经办完的事不受影响，办理的记录按法律要求保留。`;
}

export const CONSENT_TEXTS: readonly ConsentText[] = [
  {
    purpose: 'privacy', version: '2026-11', title: '个人信息保护说明', required: true,
    body: [
      WHO,
      '为了让您登录、收到通知，我们要用到：您的微信标识、您愿意提供的手机号、您登录的时间和设备类型。',
      '我们用微信的接口确认是您在登录。我们不读取您的通讯录、相册和位置，除非您点了要用到它们的按钮，并再次同意。',
      '账号用多久，信息就存多久。您注销账号后十五个工作日内删除。登录和查看记录按《网络安全法》的要求至少保存六个月，用来查清是谁看过您的信息。',
      `信息加密存放，每次查看都留下记录。${CHINA_ONLY}我们不出售您的信息，也不用来做广告。`,
      RIGHTS,
      withdrawal('撤回以后，领卡、出示健康卡这些服务就不能用了，直到您再次同意。'),
    ],
  },
  {
    purpose: 'sensitive', version: '2026-11', title: '证件与健康卡信息单独同意', required: true,
    body: [
      WHO,
      '领取电子健康卡，要确认您是谁。所以我们要处理您的姓名、证件类型和证件号码、健康卡号。这些是敏感个人信息，要您单独同意。',
      '怎么用：把姓名和证件号码送到省电子健康卡管理平台，由它向人口信息库核对是否一致。一致以后发卡。您出示健康卡时，医院据此认出您。',
      '不处理这些信息，就不能发卡，这是办卡必需的。它们一旦泄露，可能被人冒用身份，所以我们加密存放，页面上只显示一部分。',
      '保存到您注销健康卡并注销账号为止。您在医院就诊的病历由医院按规定保存，不在这份同意之内。',
      `${CHINA_ONLY}${RIGHTS}`,
      withdrawal('撤回以后，我们停止使用您的证件和健康卡信息，健康卡暂时不能出示。您仍可以拿身份证看病。'),
    ],
  },
  {
    purpose: 'face', version: '2026-11', title: '人脸核验单独同意', required: false,
    body: [
      WHO,
      '有些事必须确认是您本人在办，比如恢复挂失的健康卡、同意家人替您办事。您可以选择用人脸核验。',
      '人脸核验由微信完成：微信用您的姓名和身份证号码，把您的脸和身份证照片做比对。我们只收到“通过”或“没有通过”，不收集、不保存您的人脸图像。',
      '人脸是敏感个人信息。不愿意用，完全可以不用：带上证件到医院窗口，或者请村医帮您核验，效果一样。',
      '我们保存核验的时间和结果，保存到您注销账号为止。',
      `${CHINA_ONLY}${RIGHTS}`,
      withdrawal('撤回以后不再做人脸核验，其他办法照样可以用。'),
    ],
  },
  {
    purpose: 'child', version: '2026-11', title: '未满十四周岁儿童信息监护人同意', required: false,
    body: [
      WHO,
      '您要替未满十四周岁的孩子领卡、出示健康卡，我们就要处理孩子的姓名、出生日期、证件类型和号码、健康卡号，以及您和孩子的关系。',
      '法律规定，孩子的个人信息都是敏感信息，要由父母或者其他监护人同意。请确认您就是孩子的监护人。',
      '这些信息只用来给孩子办卡、用卡，不作别的用途，不用来推荐内容。我们加密存放，只有办理这件事的人能看，每次查看都有记录。',
      '孩子满十四周岁那天起，孩子本人可以结束您的代办；满十八周岁那天，代办自动结束。信息保存到您移除孩子或孩子注销健康卡为止。',
      `${CHINA_ONLY}您可以随时查看、更正、删除孩子的信息，也可以要求我们停止使用。办法：打开“我的家人”，或拨打 12320 卫生热线。`,
      withdrawal('撤回以后，您就不能再替未满十四周岁的孩子出示健康卡，孩子可以凭证件看病。'),
    ],
  },
];

/** The text of one purpose. */
export function consentText(purpose: ConsentText['purpose']): ConsentText {
  const text = CONSENT_TEXTS.find((one) => one.purpose === purpose);
  if (!text) throw new Error(`no consent text for ${purpose}`);
  return text;
}
