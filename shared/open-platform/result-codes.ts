/**
 * 返回码 (open platform 3.10: none is published, a server is free to choose). On the wire `resultCode`, with `errMsg` in Chinese;
 * success is 0 and exactly `成功`. This table is what the partner guide, the console and the signature debugger show.
 */

export type ResultCodeEntry = {
  readonly code: number;
  readonly chinese: string;
  readonly english: string;
  readonly cause: string;
  readonly remedy: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retry: boolean;
};

export const SUCCESS = '成功';

export const RESULT_CODES = {
  'body-not-json': { code: 10001, chinese: '报文不是合法的JSON', english: 'The body is not JSON', cause: '报文被截断、编码不是UTF-8，或不是JSON对象。', remedy: '用UTF-8发送一个JSON对象，不要在前后加其它内容。', retry: false },
  'member-twice': { code: 10002, chinese: '报文中有重复的字段', english: 'A member occurs twice', cause: '同一个对象里写了两个同名字段。', remedy: '每个字段只写一次。', retry: false },
  'nested-too-deep': { code: 10003, chinese: '报文嵌套过深', english: 'The body is nested too deeply', cause: '数组和对象的层数超过10层。', remedy: '按接口文档的结构发送。', retry: false },
  'envelope-not-valid': { code: 10004, chinese: '公共参数不正确', english: 'The envelope is not valid', cause: '缺少commonIn或req，或括号中的公共参数缺失、类型不对。', remedy: '对照接口文档补全括号中的公共参数。', retry: false },
  'member-contradicts': { code: 10005, chinese: '公共参数与业务参数不一致', english: 'commonIn and req contradict each other', cause: '同名字段在commonIn和req中的值不同。', remedy: '两处写同样的值，或只写一处。', retry: false },
  'request-too-large': { code: 10006, chinese: '报文过大', english: 'The request is too large', cause: '报文超过1 MB（ocrInfo为5 MB，通知为128 KB）。', remedy: '压缩图片，或分批发送。', retry: false },
  'method-unknown': { code: 10007, chinese: '接口不存在', english: 'There is no such method', cause: '地址拼写有误。', remedy: '使用接口文档中的完整地址。', retry: false },
  'method-not-post': { code: 10009, chinese: '请用POST调用', english: 'Call it with POST', cause: '用GET等方法访问了接口地址。', remedy: '用POST发送JSON报文；不要在浏览器地址栏打开，也不要让代理把POST重定向成GET。', retry: false },
  'app-unknown': { code: 10101, chinese: '应用未注册', english: 'appId is not registered', cause: 'appId写错，或属于另一个环境。', remedy: '使用本环境分配的appId。', retry: false },
  'app-closed': { code: 10102, chinese: '应用已停用', english: 'The app was closed', cause: '机构或平台停用了该应用。', remedy: '在机构控制台查看原因，或联系平台。', retry: false },
  'hospital-unknown': { code: 10103, chinese: '医院不属于该应用', english: 'hospitalId does not belong to this app', cause: 'hospitalId写错，或没有授权给该应用。', remedy: '使用机构控制台中登记的hospitalId。', retry: false },
  clock: { code: 10104, chinese: '时间戳超出允许范围', english: 'timestamp is more than 5 minutes off', cause: '服务器时钟不准，用了毫秒，或重发了旧报文。', remedy: '用NTP校时；timestamp是Unix秒；重发时重新签名。', retry: false },
  sign: { code: 10105, chinese: '签名不正确', english: 'The signature does not fit', cause: '签名原文或appSecret与平台不同。', remedy: '把请求贴到签名调试页，看第一处不同。', retry: false },
  'request-id-reused': { code: 10106, chinese: 'requestId重复且内容不一致', english: 'requestId was used with another content', cause: '同一个requestId发了不同的内容。', remedy: '每次调用用新的requestId；重发时逐字节相同。', retry: false },
  'token-not-valid': { code: 10107, chinese: 'appToken无效或已过期', english: 'appToken is not valid or has expired', cause: 'appToken超过7200秒，或被更新的appToken取代。', remedy: '重新调用getAppToken，并由一处集中保管。', retry: false },
  'relation-needed': { code: 10108, chinese: '缺少relateAppId或relateOpenId', english: 'relateAppId and relateOpenId are required', cause: '该接口要求带上用户所在应用和openid。', remedy: '补上两个公共参数；旧系统可在机构控制台关闭此要求。', retry: false },
  'day-is-spent': { code: 10109, chinese: '今天的次数已用完', english: 'As often as an app may on one day', cause: '当天找不到、姓名不符、换卡号或识别证件照片的次数到了上限（见接口说明）。', remedy: '核对HIS里的号码与姓名，不要逐个试号；北京时间次日零点恢复，急需时联系平台。', retry: false },
  'migration-not-open': { code: 10110, chinese: '该应用没有开通迁移', english: 'No migration is open for this app', cause: '只凭证件换卡号的接口平时关闭，只在约定的迁移期间为应用打开。', remedy: '联系平台运维，约定迁移的日期后由运维打开；平时请用registerHealthCard。', retry: false },
  'input-not-valid': { code: 10201, chinese: '业务参数不正确', english: 'A member of req is not valid', cause: '括号中的字段缺失、类型不对或不合规则。', remedy: '改正括号中的字段。', retry: false },
  'batch-too-large': { code: 10202, chinese: '一次最多15人', english: 'At most 15 items', cause: 'healthCardItems超过15条。', remedy: '分成每次15条以内。', retry: false },
  'picture-not-base64': { code: 10203, chinese: '图片不是Base64', english: 'imageContent is not Base64', cause: 'imageContent里有Base64之外的字符，或长度不对。', remedy: '对图片文件的原始字节做标准Base64；可以换行，可以带“data:image/jpeg;base64,”前缀，不要做URL编码。', retry: false },
  'picture-not-image': { code: 10204, chinese: '不是PNG或JPEG图片', english: 'The picture is neither PNG nor JPEG', cause: '解码后的内容不是PNG或JPEG（例如HEIC、PDF，或对文件路径做了Base64）。', remedy: '先转成JPEG或PNG。', retry: false },
  'picture-too-large': { code: 10205, chinese: '图片须小于2 MB', english: 'The picture must be smaller than 2 MB', cause: '图片文件达到或超过2 MB（2097152字节，按Base64解码后计）。', remedy: '压缩或缩小图片，长边1500像素足够识别。', retry: false },

  'name-does-not-match': { code: 20001, chinese: '姓名与证件号码不一致', english: 'Name and number do not belong together', cause: '人口库中该号码是另一个姓名。', remedy: '请本人核对证件上的姓名（生僻字、间隔号）。', retry: false },
  'not-in-register': { code: 20002, chinese: '人口库中查无此证件', english: 'The document is not in the register', cause: '号码有误，或证件太新。', remedy: '核对号码；新证件几天后再试。', retry: false },
  deceased: { code: 20003, chinese: '证件持有人已登记死亡', english: 'The holder is registered as deceased', cause: '人口库如此登记。', remedy: '如有误，由户籍地派出所更正。', retry: false },
  'guardian-does-not-match': { code: 20004, chinese: '监护关系未核实', english: 'The guardian does not match', cause: '人口库中登记的监护人不同。', remedy: '填写登记的父亲或母亲，或请其到窗口办理。', retry: false },
  'guardian-needed': { code: 20005, chinese: '需要父母信息', english: 'A parent is needed', cause: '无证件新生儿（16）必须填写childInfo中的父亲或母亲。', remedy: '补上childInfo。', retry: false },
  'card-not-found': { code: 20101, chinese: '电子健康卡不存在', english: 'There is no such card', cause: '卡号有误，或卡尚未激活。', remedy: '核对卡号；批量预制的卡请居民先激活。', retry: false },
  'card-lost': { code: 20102, chinese: '电子健康卡已挂失', english: 'The card was reported lost', cause: '持卡人挂失了此卡。', remedy: '请本人在小程序解挂或补发。', retry: false },
  'card-closed': { code: 20103, chinese: '电子健康卡已注销', english: 'The card was closed', cause: '持卡人注销了此卡，或主索引已合并。', remedy: '请本人重新领卡。', retry: false },
  'holder-does-not-match': { code: 20104, chinese: '证件或姓名与电子健康卡不一致', english: 'The document or the name is not the card holder\'s', cause: '证件号码或姓名（见括号中的字段）不是该卡持有人的。', remedy: '核对证件号码和姓名，确认扫的是本人的码。', retry: false },
  'patid-of-another': { code: 20105, chinese: '就诊号已绑定他人的电子健康卡', english: 'patid is bound to another card', cause: '该院的这个patid属于另一张卡。', remedy: '核对HIS中的患者，必要时先在HIS合并。', retry: false },
  'picture-not-read': { code: 20106, chinese: '没有识别出身份证', english: 'No ID card was recognised', cause: '照片里没有身份证，或模糊、反光、不完整。', remedy: '请居民把身份证平放、对焦、四角入画后重拍；或手工填写。', retry: false },

  'code-not-valid': { code: 30001, chinese: '授权码无效或已过期', english: 'The one-time code is not valid or has expired', cause: '不是发给本应用的码、超过30分钟，或被更新的码取代。', remedy: '让用户重新打开授权页面取新码。', retry: false },
  'code-used': { code: 30002, chinese: '授权码已使用', english: 'The one-time code was used', cause: '一次性码只能成功使用一次。', remedy: '让用户重新打开授权页面取新码。', retry: false },
  'user-adds-card': { code: 30003, chinese: '用户选择了添加健康卡', english: 'The user wants to add a card', cause: 'healthCode为0：用户按了“添加健康卡”。', remedy: '不要调用本接口，转到建卡页面。', retry: false },
  'user-declined': { code: 30004, chinese: '用户没有授权', english: 'The user did not authorise', cause: 'healthCode为-1：用户按了“不授权”。', remedy: '不要调用本接口，返回上一页。', retry: false },
  'sign-on-not-listed': { code: 30005, chinese: '机构没有开通单点登录到平台的服务', english: 'No listed service of the institution takes its users over', cause: '服务目录里没有该应用已上架、并申请了“带用户进入平台”的服务。', remedy: '在机构控制台的服务目录提交服务，等平台审核通过。', retry: false },
  'qr-not-valid': { code: 30101, chinese: '二维码无效', english: 'This is no card code', cause: '不是电子健康卡的二维码，或被改动。', remedy: '请居民打开健康卡二维码重新扫码。', retry: false },
  'qr-expired': { code: 30102, chinese: '二维码已过期', english: 'The dynamic code has expired', cause: '动态码超过2分钟。', remedy: '请居民刷新二维码。', retry: false },
  'qr-used-elsewhere': { code: 30103, chinese: '二维码已在别处使用', english: 'The dynamic code was used elsewhere', cause: '动态码只能使用一次。', remedy: '请居民刷新二维码。', retry: false },

  'use-in-future': { code: 40001, chinese: '用卡时间晚于当前时间', english: 'The time of use lies in the future', cause: '终端时钟快了。', remedy: '校准终端时钟后重新上报。', retry: false },
  'use-too-old': { code: 40002, chinese: '用卡时间早于可补报的期限', english: 'The time of use is too long ago', cause: '补报的用卡时间早于30天。', remedy: '联系平台运维离线补录。', retry: false },

  'upgrade-unknown': { code: 60001, chinese: '没有这次升级', english: 'There is no such upgrade', cause: 'upgradeId写错，或不是本应用、本医院的。', remedy: '使用beginUpgrade返回的upgradeId。', retry: false },
  'upgrade-not-now': { code: 60002, chinese: '升级的当前状态不允许这样做', english: 'Not in this state of the upgrade', cause: '例如上传未结束就试运行，或未试运行就执行。', remedy: '用readUpgrade查看状态。', retry: false },
  'piece-differs': { code: 60003, chinese: '这一片已经上传，内容不同', english: 'Another content was sent under this number', cause: '同一个number上传过另一个hash。', remedy: '换一个number，或重新beginUpgrade。', retry: false },
  'piece-hash': { code: 60004, chinese: '内容与hash不符', english: 'The content does not fit its hash', cause: '传输损坏，content不是Base64，超过4 MB，或不是UTF-8、GBK。', remedy: 'hash是原始字节的SHA-256；重新上传这一片。', retry: false },
  'pieces-missing': { code: 60005, chinese: '有缺片', english: 'Pieces are missing', cause: '括号中的那一片还没有上传。', remedy: '补传后再closeUpload。', retry: false },
  'columns-missing': { code: 60006, chinese: '缺少必需的列', english: 'A needed column is missing', cause: '第一片的第一行没有括号中的列名。', remedy: '列名用patid、name、idNumber等，或其中文名。', retry: false },
  'undo-too-late': { code: 60007, chinese: '超过24小时，不能撤回', english: 'Too late to undo', cause: '执行结束或暂停已超过24小时。', remedy: '单张卡请本人或窗口注销。', retry: false },
  'report-not-there': { code: 60008, chinese: '报告还没有到这里', english: 'The report has not come so far', cause: '这一阶段还没有开始，或还没做到from那一行。', remedy: '等进度到达后再读；from只用上一次返回的next。', retry: true },
  'return-not-registered': { code: 60009, chinese: '返回地址没有登记', english: 'The return address is not registered', cause: '域名不在机构登记的返回域名里。', remedy: '在机构控制台登记域名。', retry: false },
  'uploads-open': { code: 60010, chinese: '没有结束的上传过多', english: 'Too many uploads are open', cause: '本院已开始、还没有closeUpload的整院升级有10个。', remedy: '先用closeUpload结束已开始的；三天没有结束的不再占用名额。', retry: false },
  'list-too-large': { code: 60011, chinese: '名单过大', english: 'The list is too large', cause: '一次升级超过100万行或1 GB。', remedy: '用closeUpload结束这一次，其余的行再beginUpgrade一次。', retry: false },
  'upgrade-forgotten': { code: 60012, chinese: '名单和报告已过保存期', english: 'The list and its report are kept no longer', cause: '名单和报告自开始起保存90天，之后销毁；没有关闭的上传保存3天。', remedy: '要再升级的，用beginUpgrade上传新的名单；已办好的卡和关联不受影响。', retry: false },

  busy: { code: 50001, chinese: '系统繁忙，请稍后重试', english: 'Busy; try again', cause: '相同的请求正在处理，或存储繁忙。', remedy: '原样重发，间隔逐次加长。', retry: true },
  'too-many-calls': { code: 50004, chinese: '调用过于频繁，请稍后重试', english: 'Too many calls of this app; try again', cause: '本应用每秒的调用次数超过上限（长期每秒100次，短时最多500次）。', remedy: '降低并发，等一两秒后原样重发，间隔逐次加长。', retry: true },
  'authority-unavailable': { code: 50002, chinese: '卡管平台暂时无法访问', english: 'The card authority cannot be reached', cause: '卡管或人口库没有应答。', remedy: '几分钟后原样重发。', retry: true },
  'reader-unavailable': { code: 50005, chinese: '证件识别服务暂时不可用', english: 'The reader of pictures cannot be reached', cause: '微信OCR没有应答、限流，或当天的额度已用完。', remedy: '几分钟后重试，或请居民手工填写。', retry: true },
  internal: { code: 50003, chinese: '系统内部错误', english: 'Internal error', cause: '平台出现故障，已记录。', remedy: '带上requestId联系平台。', retry: true },
} as const satisfies Record<string, ResultCodeEntry>;

export type ResultName = keyof typeof RESULT_CODES;

/** `errMsg`: the Chinese words, and in parentheses the member that is wrong. */
export function errorMessage(name: ResultName, field?: string): string {
  return field === undefined ? RESULT_CODES[name].chinese : `${RESULT_CODES[name].chinese}(${field})`;
}
