/** 签名不对的原因: what real clients got wrong, as the signature debugger names it. */

export type SignatureCauseEntry = { readonly chinese: string; readonly remedy: string };

export const SIGNATURE_CAUSES = {
  'url-encoded': { chinese: '参数值做了URL编码', remedy: '签名用原值：中文、空格、+、/、&都不编码。' },
  'empty-kept': { chinese: '空字符串参加了签名', remedy: '值为空字符串或null的成员，签名原文里不要有。' },
  'order-as-sent': { chinese: '没有按名称排序', remedy: '把commonIn和req第一层的成员合在一起，按名称升序排列。' },
  'order-ignores-case': { chinese: '排序时没有区分大小写', remedy: '按字节（ASCII）排序：大写字母在小写字母前面。' },
  milliseconds: { chinese: 'timestamp用了毫秒', remedy: 'timestamp是Unix秒，10位；签名和报文用同一个值。' },
  trimmed: { chinese: '签名时去掉了值两端的空格', remedy: '签名用的值要和报文里的一模一样：先去空格，再签名，再发送。' },
  'blank-at-end': { chinese: '签名原文末尾多了空格或换行', remedy: '原文最后一个字符之后直接接appSecret。' },
  'ampersand-at-end': { chinese: 'appSecret前多了一个&', remedy: 'appSecret直接接在原文后面，中间没有&。' },
  'secret-named': { chinese: 'appSecret前加了key=或appSecret=', remedy: '直接接appSecret本身，不加名称。' },
  'secret-first': { chinese: 'appSecret放在了原文前面', remedy: 'appSecret接在原文后面。' },
  'hex-not-base64': { chinese: '签名用了十六进制', remedy: '对SHA-256的32个字节做标准Base64，得到44个字符。' },
  'base64-of-hex': { chinese: '对十六进制文本做了Base64', remedy: '对SHA-256的32个原始字节做Base64，不是对它的十六进制文本。' },
  'sign-included': { chinese: 'sign自己参加了签名', remedy: '签名原文里不要有sign。' },
  'zero-dropped': { chinese: '数字0或false被当作空', remedy: '0和false不是空值，要参加签名。' },
  'nested-not-json': { chinese: '数组或对象没有转成JSON', remedy: '数组和对象写成没有空格的JSON文本，成员按名称升序。' },
  'nested-spaced': { chinese: '嵌套JSON里有多余的空格', remedy: '嵌套的数组和对象写成没有空格的JSON。' },
  'nested-escaped': { chinese: '嵌套JSON里的中文写成了\\u转义', remedy: '嵌套JSON里的中文不转义（Python用ensure_ascii=False，PHP用JSON_UNESCAPED_UNICODE），/也不转义。' },
  'nested-empty-dropped': { chinese: '嵌套JSON里的空字符串被去掉了', remedy: '只有第一层的空字符串不参加签名，数组和对象里面的要保留。' },
  'nested-null-kept': { chinese: '嵌套JSON里的null参加了签名', remedy: '嵌套的数组和对象里，值为null的成员不要写；空字符串要保留。' },
  'nested-unsorted': { chinese: '嵌套JSON的成员没有按名称排序', remedy: '每一层对象的成员都按名称升序；或者原样使用报文里的顺序。' },
  'token-missing': { chinese: 'appToken没有参加签名', remedy: '除getAppToken外，appToken也要参加签名。' },
  'req-missing': { chinese: '业务参数没有参加签名', remedy: 'req第一层的成员也要参加签名。' },
  'common-missing': { chinese: '公共参数没有参加签名', remedy: 'commonIn的成员（除sign外）也要参加签名。' },
  'member-missing': { chinese: '签名原文里少了报文中有的成员', remedy: '报文里的每个非空成员都要参加签名。' },
  'member-extra': { chinese: '签名原文里有报文中没有的成员', remedy: '签名之后不要再从报文里去掉成员。' },
  'value-differs': { chinese: '签名用的值与报文里的不同', remedy: '先备齐报文，最后签名；签名之后不要再改。' },
  'other-secret': { chinese: '原文正确，但签名不是用本应用的appSecret算的', remedy: '核对appSecret：是否是本环境的、是否已轮换、前后有没有空格，文本是否用UTF-8。' },
  'not-utf8': { chinese: '签名的文本不是UTF-8编码（例如用了GBK）', remedy: '按UTF-8取字节：Java用getBytes(StandardCharsets.UTF_8)，C#用Encoding.UTF8，PHP文件存成UTF-8；报文也用UTF-8发送。' },
  'sign-missing': { chinese: '报文里没有sign', remedy: '把签名放进commonIn.sign再发送。' },
  'sign-case-changed': { chinese: 'sign的大小写被改过', remedy: 'Base64区分大小写，原样发送，不要转成小写或大写。' },
  unknown: { chinese: '没有认出原因', remedy: '把您的签名原文也贴上来，看第一处不同。' },
} as const satisfies Record<string, SignatureCauseEntry>;

export type SignatureCause = keyof typeof SIGNATURE_CAUSES;
