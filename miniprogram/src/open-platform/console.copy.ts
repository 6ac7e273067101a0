/** 机构控制台: the words of its pages, and of what may go wrong there. */
import type { RefusalCode } from '@shared/kernel/route';
import type * as routes from '@shared/open-platform/console.routes';
import type { listOwnServicesRoute, offerServiceRoute, withdrawServiceRoute } from '@shared/open-platform/services.routes';

type ConsoleRoute = Extract<(typeof routes)[keyof typeof routes], { readonly refusals: object }> | typeof listOwnServicesRoute | typeof offerServiceRoute | typeof withdrawServiceRoute;

export const CONSOLE_REFUSALS: Readonly<Record<RefusalCode<ConsoleRoute>, string>> = {
  'caller/not-allowed': '这里只供机构的开发者使用。请让机构联系平台运维，为您的账号登记“机构开发者”岗位。',
  'console/second-factor-needed': '请输入动态口令。为了安全，每30分钟要重新输入一次。',
  'console/already-enrolled': '您已经绑定了动态口令。手机丢失的，请把页面上的账号编号告诉平台运维，由运维解绑。',
  'console/not-enrolled': '还没有绑定动态口令，请先绑定。',
  'console/code-wrong': '动态口令不对。请核对手机时间是否准确，并使用刚刚显示、没有用过的口令。',
  'console/tries-over': '试的次数太多，请过15分钟再试。',
  'console/request-waiting': '上一个申请还在审核，请等结果出来再申请。',
  'console/app-unknown': '没有找到这个应用，请回到应用列表重新选择。',
  'console/changed-meanwhile': '您打开以后，别的开发者或平台运维改动过，所以这次没有保存。您填的都还在页面上，请看清改了什么，再保存一次。',
  'console/too-many-posters': '这个应用的海报太多了。请用已有的海报，或联系平台运维。',
  'console/too-many-requests': '贵机构申请的次数太多了，请联系平台运维。',
  'console/too-many-secrets': '这个应用换密钥的次数太多，不能再生成。请联系平台运维换一个新应用。',
  'console/rotation-open': '已经有两个密钥有效。请先停用旧密钥，再生成新的。',
  'console/host-taken': '其中有域名或小程序已由其它机构登记，没有保存。请核对；确实由两家共用的，请联系平台管理方登记。',
  'console/no-old-secret': '在用的只有一个密钥，没有可以停用或作废的。要更换的，请先生成新密钥。',
  'console/no-secret': '这个应用还没有密钥，请先在“密钥”里生成。',
  'console/request-not-readable': '贴上的请求不能读取：要贴完整的JSON，里面有commonIn和req，每个成员只写一次。',
  'console/poster-unknown': '没有找到这张海报，请刷新页面再看。',
  'console/return-too-long': '返回地址太长，微信的链接装不下。请换一个短一些的返回地址。',
  'console/wechat-unavailable': '微信暂时没有给出链接，请过几分钟再试。',
  'console/tag-taken': '这个标记已经用过，请换一个。',
  'console/return-not-registered': '这个地址的域名还没有登记，请先在“设置”里登记。',
  'service/unknown': '这项服务已经撤下，请刷新页面再看。',
  'service/city-full': '这个城市的服务目录已经满了。请先撤下不用的，或联系平台运维。',
  'service/too-many': '一家机构最多30项服务，请先撤下不用的。',
};

export const CONSOLE = {
  title: '机构控制台',
  lead: '把系统接到电子健康卡开放平台：申请应用、登记域名、管密钥、看调用、做海报。',
  signInTitle: '请先登录', signInText: '用平台登记为“机构开发者”的微信账号登录，再输入动态口令。', signIn: '登录',
  enrolTitle: '绑定动态口令', enrolText: '用手机上的身份验证器（支持TOTP的都可以）扫这个码，以后每次进入都要输入它显示的6位数字。',
  enrol: '开始绑定', enrolCode: '绑定动态口令的二维码',
  enrolTyped: '电脑上的验证器不能扫码的，手工输入这个密钥（空格不用输），类型选“基于时间”：', copySecret: '复制密钥',
  secretCopy: { copied: '密钥已复制。贴进验证器以后，请清掉剪贴板。', notCopied: '没有复制成功，请选中密钥手动复制。' },
  account: (accountId: string) => `账号编号 ${accountId}：手机丢失时，把它告诉平台运维。`,
  codeTitle: '输入动态口令', code: '6位动态口令', enter: '进入控制台', codeNeeded: '请输入验证器上显示的6位数字。', leave: '退出控制台',
  leaveTitle: '要退出控制台吗？', leaveText: '“设置”里有没保存的修改，退出后就没有了。要留下的，请先取消，再到“设置”里保存。',
  until: (moment: string) => `动态口令在 ${moment} 前有效`,
  ofInstitution: '应用和申请', ofApp: (name: string) => `${name}的各项`, apply: '申请接入', unsavedMark: '（未保存）',
  parts: { overview: '概览', settings: '设置', keys: '密钥', posters: '海报', services: '服务目录', calls: '调用日志', debug: '签名调试', download: '下载' },
  closed: '已停用', hospitals: '医院和院区', hosts: '返回域名', none: '没有登记', callback: '回调地址',
  usageTitle: '最近14天的调用', usageNone: '最近14天没有调用。应用第一次调用后，这里会有每天的数字。', usageDay: (day: string, sums: string) => `${day}：${sums}`,
  usageSums: (good: number, bad: number, rate: string) => `成功${good}次，失败${bad}次，失败率${rate}`, good: '成功', bad: '失败', rate: '失败率', noRate: '—',
  byDay: '每天的数字', day: '日期', byMethod: '各个方法的数字', method: '方法',
  errorsTitle: '失败的原因', times: (count: number) => `${count}次`, terminalsTitle: '实际用过的窗口和设备', terminalsNone: '还没有扫码或上报。',
  terminalKinds: { window: '人工窗口', kiosk: '自助机', doctor: '医生工作台', scanner: '扫码终端', face: '刷脸终端', online: '线上', other: '其他' },
  seen: (first: string, last: string) => `首次 ${first}，最近 ${last}`,
  secretsInForce: (count: number) => (count === 0 ? '还没有密钥' : `${count}个密钥有效`),
  appId: (appId: string) => `appId：${appId}`, secretChanged: (moment: string) => `最近更换：${moment}`,
  rotate: '生成新密钥', rotateText: '新密钥只显示这一次，请马上保存到服务器。旧密钥在您停用之前继续有效，可以从容更换。', endOld: '停用旧密钥',
  oldUsed: (moment: string) => `旧密钥最近一次使用：${moment}（最近30秒内的可能还没有显示）。`, oldNotUsed: '生成新密钥以后，还没有看到用旧密钥的调用（最近30秒内的可能还没有显示）。',
  endOldTitle: '要停用旧密钥吗？', endOldText: '停用后，用它签名的调用30秒内全部被拒绝（签名不正确），不能恢复。请先确认所有服务器都换成了新密钥。',
  discardNew: '作废新密钥', discardNewTitle: '新密钥没有保存下来？', discardNewText: '作废后，用新密钥签名的调用30秒内全部被拒绝，旧密钥照常使用。之后可以重新生成。', discarded: '新密钥已作废，旧密钥照常使用。现在可以重新生成。',
  newSecret: '新密钥（只显示这一次）', ended: '旧密钥已停用，30秒内全部生效。',
  switchWords: {
    relates: { label: '要求relateAppId和relateOpenId', note: '关闭后，用户所在的应用和openid可以不传。只给改不了的旧系统关闭。' },
    clock: { label: '检查timestamp', note: '关闭后，时间相差5分钟以上也接受，旧报文可能被别人重发。只给校不了时的旧系统关闭。' },
    replay: { label: '检查requestId重复', note: '关闭后，同一个requestId可以发不同的内容，网络重发可能办两次。只给requestId固定不变的旧系统关闭。' },
  },
  dayBefore: '前一天', dayAfter: '后一天', refused: '失败的', done: '成功的', callsNone: (which: string) => `这一天没有${which}调用。可以看看前一天，或换一种结果。`, refresh: '刷新',
  older: '加载更多', noOlder: '这一天的都在这里了。', loaded: (count: number) => `已显示${count}条`, whichCalls: '哪一种结果',
  callNote: (requestId: string, ms: number, field?: string) => `${requestId}，${ms}毫秒${field === undefined ? '' : `，字段${field}`}`,
  cause: '原因', remedy: '处理',
  debugRequest: '请求的JSON（原样贴上，不用贴密钥）', debugText: '您的签名原文', debugSign: '您的签名', debug: '比较', debugFill: '请贴上请求的JSON。',
  accepted: '签名正确，时间、医院编号也没有问题。appToken是否有效、业务内容对不对，这里不看。', signedButRefused: '签名正确，但现在这样发送，平台不接受，原因在下面。',
  others: '签名以外的问题', maybe: '可能：', secondsOff: (seconds: number) => `，比平台${seconds < 0 ? '慢' : '快'}${Math.abs(seconds)}秒`, canonical: '平台的签名原文', expected: '应有的签名', ours: '平台', theirs: '您的', differsAt: (at: number) => `第${at + 1}个字符起不同`,
} as const;

/** 申请接入. */
export const APPLY = {
  title: '申请一个应用', text: '每个接入的系统（公众号、小程序、自助机、院内系统）申请一个应用。平台运维审核，通过后在这里出现，再到“密钥”里生成密钥。一次审核一个。',
  none: '还没有申请过。填好上面几项就可以提交。', noApps: '还没有应用', noAppsText: '申请通过以后，应用会出现在这里。',
  name: '应用名称', nameHint: '例如：郑州市样例医院公众号', hospitals: '医院', hospitalsHint: '几家医院用顿号隔开', purpose: '用途', purposeHint: '例如：门诊建档、预约挂号',
  fill: { name: '请填写应用名称。', hospitals: '请填写医院，至少一家。', purpose: '请填写用途，审核时要看。' },
  send: '提交申请', sent: '已提交，等待平台运维审核。结果会显示在下面。', earlier: '申请记录',
  states: { waiting: '审核中', approved: '已通过', declined: '未通过' },
  asked: (moment: string, hospitals: string, purpose: string) => `${moment}申请，${hospitals}，${purpose}`,
  next: { waiting: '请等审核结果，这期间不能再申请。', approved: (appId: string) => `应用编号 ${appId}，请到“密钥”里生成密钥。`, declined: (reason: string) => `原因：${reason}。改好以后可以再申请。` },
} as const;

/** 设置. */
export const SETTINGS = {
  members: { redirectHosts: '返回域名', callbackUrl: '回调地址', switches: '开关', campuses: '院区' },
  theirs: (members: string) => `您修改期间，别的开发者保存了新的${members}。您没有改过的，已换成对方的；您也改过的，保存后以您的为准。要看对方的，点“放弃修改”。`,
  unsaved: '有没保存的修改。保存后才生效。', save: '保存', undo: '放弃修改', undone: '修改已放弃，现在是保存着的内容。', saved: '已保存，30秒内全部生效。', nothing: '没有修改，不用保存。填好的域名和院区，要先点“添加”。', notSaved: (why: string) => `还没有保存。${why}`, add: '添加', remove: '删除',
  hostsTitle: '返回域名', hostsText: '居民办完以后，只会回到这里登记的域名或小程序。删掉一个，回到那里的海报和链接就打不开了。',
  hostsNone: '还没有登记。没有登记的域名，居民回不去。', host: '域名或小程序',
  hostHint: '只写域名：h5.example.com，有端口的写上端口：h5.example.com:8443；小程序写 mini-program: 加它的AppID。',
  hostProblems: {
    empty: '请先填写域名，例如 h5.example.com。', scheme: '请去掉前面的 https://，只写域名。', path: '请去掉域名后面的路径和参数，只写域名。', wildcard: '不能用 * 代表一类域名，请把每个域名分别登记。',
    letters: '域名里不能有汉字、空格和全角符号。中文域名请换成 xn-- 开头的写法。', mini: '小程序请写成 mini-program:wx 加16位数字或小写字母a到f，AppID在小程序后台可以查到。',
    port: '端口是1到65535的数字，请检查冒号后面。', shape: '域名由字母、数字、连字符和点组成，不能以点或连字符开头结尾。请对照 h5.example.com 检查。', twice: '这个域名已经在上面了，不用再登记。', many: '最多登记50个，请先删掉不用的。',
  },
  callbackTitle: '回调地址', callback: '回调地址', callbackText: '自助机的二维码被居民扫过以后，结果带着签名发到这里；请求里写了notifyUrl的，以notifyUrl为准。收不到的，24小时内会再发。',
  callbackHint: '以 https:// 开头，域名要在上面登记过。不接收的，留空。',
  callbackProblems: {
    https: '回调地址要以 https:// 开头，请换成有证书的地址。', letters: '回调地址里不能有汉字、空格和全角符号，请编码以后再填。', long: '回调地址最多500个字符，请换一个短的。', shape: '回调地址不完整。请写成 https://域名/路径，例如 https://h5.example.com/notify。',
    host: '回调地址的域名还没有登记。请先把它加到上面的返回域名里。',
  },
  campusesTitle: (hospital: string) => `院区：${hospital}`, campusesText: '有几个院区的，登记每个院区的代码和名称：上报用卡时，hospitalCode也可以写院区代码。概览里的数字不分院区。只有一个院区的不用填。', campusesNone: '没有登记院区。',
  code: '院区代码', codeHint: '医院自己定，例如 east', campusName: '院区名称', campusNameHint: '例如：东院区',
  campusProblems: {
    code: '院区代码用字母、数字、连字符或下划线，最多32位。请改成例如 east。', name: '请填写院区名称，最多100个字。', twice: '这家医院已经有这个代码，请换一个。', many: '院区最多200个，请先删掉不用的。',
  },
  switchesTitle: '开关', switchesText: '平时都开着。只有改不了的旧系统，才关掉做不到的那一项。',
} as const;

/** 海报. */
export const POSTERS = {
  title: '做一张海报', text: '每个张贴的地方一个链接和二维码，居民扫了就能领卡，再回到您的页面。按地方看得到各自的效果。',
  noHosts: '还没有登记返回域名，居民扫了回不去。请先到“设置”里登记。', toSettings: '去登记返回域名',
  tag: '标记', tagHint: '印在链接里，小写字母、数字和连字符，例如 dawan-village', place: '张贴的地方', placeHint: '例如：大湾村卫生室',
  page: '扫码后打开', pages: { 'card-list': '领卡选卡，把卡交给医院', 'user-code': '授权办卡，回到医院填表' },
  returnTo: '返回地址', returnHint: (hosts: string) => `办完后回到的完整地址，域名要登记过（${hosts}）`,
  problems: {
    tag: '标记用小写字母、数字和连字符，最多32位。请改成例如 dawan-village。', twice: '这个标记已经用过，请换一个。', place: '请填写张贴的地方，最多100个字。',
    returnTo: '返回地址不完整。请写成 https://域名/路径，例如 https://h5.example.com/card。', host: '返回地址的域名还没有登记。请换一个，或先到“设置”里登记。',
  },
  make: '做海报', made: (place: string) => `${place}的海报做好了，在下面打开二维码就能保存和打印。`,
  listTitle: '已有的海报', none: '还没有海报。填好上面几项，就有第一张。',
  counts: { opened: '打开', cardsGiven: '领卡交卡', codesGiven: '授权办卡', left: '没办就离开' },
  madeAt: (moment: string, tag: string) => `${moment}，标记 ${tag}`, copy: '复制链接', urlLink: '生成小程序链接', copyUrlLink: '复制小程序链接', urlLinkDone: (until: string) => `小程序链接已生成，30天内有效（到 ${until}）。可以放进短信、公众号菜单或网页，点开直接进小程序。`, copied: '链接已复制。', notCopied: '没有复制成功，请长按或选中链接手动复制。',
  open: '二维码', qr: (place: string) => `${place}的海报二维码`, scan: '微信扫一扫，领取电子健康卡', back: '返回海报列表', save: '保存图片', saved: '图片已保存到浏览器的下载里。', notSaved: '图片没有保存成功，请用“打印”，或截屏保存。', print: '打印',
} as const;

/** 下载. */
export const DOWNLOAD = {
  allTitle: '全部资料', allText: '设置、接入申请、服务目录、90天的用量和用卡、实际用过的设备、海报和30天的调用，一个JSON文件。里面没有密钥。', all: '下载全部资料（JSON）',
  callsTitle: '失败的调用', callsText: '30天的失败调用，每条带原因和处理，CSV文件，可以直接用Excel打开。', calls: '下载失败的调用（CSV）',
  busy: '正在整理，请不要关闭页面。', done: (file: string) => `已保存为 ${file}，在浏览器的下载里。`, noCalls: '最近30天没有失败的调用，文件里只有表头。',
  notComplete: '有的日子成功或失败的调用超过150条，文件里只有那一天最近的150条。其余的请在“调用日志”里按日子看。', notSaved: '文件没有保存成功，请换一个浏览器再试。',
  csvHead: { at: '时间（北京时间）', method: '方法', requestId: '请求编号', hospitalId: '医院', resultCode: '结果码', meaning: '含义', field: '字段', ms: '毫秒', channelNum: '渠道', terminalId: '设备', cause: '原因', remedy: '处理' },
} as const;

/** 服务目录. */
export const OFFERS = {
  title: '提交一项服务', changeTitle: '修改服务', text: '已有的网上服务放进居民的“更多服务”。平台审核后显示；修改要再审，审核期间原来的继续显示。',
  noHosts: '还没有登记域名，居民打不开您的服务。请先到“设置”里登记。', toSettings: '去登记域名',
  name: '服务名称', nameHint: '例如：在线复诊，最多20个字', summary: '一句话说明', summaryHint: '居民看得懂的话，例如：慢病患者在家复诊、开药', kind: '类别',
  entry: '入口地址', entryHint: (hosts: string) => `完整的网页地址，或 mini-program:小程序appid，要登记过（${hosts}）`,
  signsOn: '居民同意后，带着登录身份打开（地址带 signOnCode）', takesOver: '本机构已登录的用户可以进入平台（createSignOnTicket）',
  problems: { name: '请填写服务名称。', summary: '请用一句话说明这项服务。', entry: '入口地址不完整，或域名没有登记。请写成 https://域名/路径，并先在“设置”里登记域名。' },
  send: '提交审核', sent: '已提交，平台审核后显示给居民，结果在下面。', leave: '不改了',
  listTitle: '已提交的服务', none: '还没有服务。填好上面几项，就有第一项。', unnamed: '已下架的服务',
  states: { listed: '已上架', waiting: '等待审核', changing: '已上架，修改等待审核', declined: '没有上架' },
  since: (moment: string) => `${moment} 上架`, asked: (moment: string) => `${moment} 提交，等待审核`, declined: (moment: string, reason: string) => `${moment} 没有通过：${reason}。改好后可以重新提交。`,
  change: '修改', withdraw: '撤下', withdrawTitle: '要撤下这项服务吗？', withdrawText: '撤下后居民马上看不到。要再上架，需要重新提交审核。', withdrawn: '已撤下。',
} as const;
