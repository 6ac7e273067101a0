/**
 * The coded refusals of the gateway. On the wire: code "00", message `EHC-1005: 摘要不符`; partners act on the code, people read
 * the text. This table is also what the partner guide and the signature debugger show.
 */

export type AuthorityRefusalEntry = {
  readonly code: `EHC-${number}`;
  readonly english: string;
  readonly chinese: string;
  readonly cause: string;
  readonly remedy: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retry: boolean;
};

export const AUTHORITY_REFUSALS = {
  'envelope-not-valid': {
    code: 'EHC-1001', english: 'The envelope is not valid', chinese: '报文格式不正确', retry: false,
    cause: 'Not JSON, or a member of the envelope is missing, too long or of the wrong kind.', remedy: 'Compare the envelope with the contract, member by member.',
  },
  'app-unknown': {
    code: 'EHC-1002', english: 'app_id is not registered', chinese: '应用未注册', retry: false,
    cause: 'app_id is misspelt, belongs to another environment, or was closed.', remedy: 'Use the app_id given at registration for this environment.',
  },
  'terminal-unknown': {
    code: 'EHC-1003', english: 'term_id is not registered for this app', chinese: '终端未登记', retry: false,
    cause: 'The terminal was never registered, or belongs to another app.', remedy: 'Register the terminal, or send the one that is.',
  },
  clock: {
    code: 'EHC-1004', english: 'timestamp is more than 5 minutes off', chinese: '时间戳超出允许范围', retry: false,
    cause: 'The sender\'s clock is wrong, seconds were sent instead of milliseconds, or an old request was sent again.', remedy: 'Set the clock by NTP; send Unix milliseconds.',
  },
  digest: {
    code: 'EHC-1005', english: 'digest does not fit', chinese: '摘要不符', retry: false,
    cause: 'Another digest form than agreed, other bytes than those sent, or a wrong secret.', remedy: 'Build the digest text again step by step; compare it with the worked example.',
  },
  cipher: {
    code: 'EHC-1006', english: 'biz_content cannot be decrypted', chinese: '业务数据解密失败', retry: false,
    cause: 'Wrong key, padding or text encoding of the cipher text.', remedy: 'SM4-ECB with PKCS#7, the 16 bytes of the secret as key, lower hex.',
  },
  'replay-altered': {
    code: 'EHC-1007', english: 'This serial was used with another content', chinese: '流水号重复且内容不一致', retry: false,
    cause: 'A serial number was used again for a different request.', remedy: 'Send the identical bytes to get the stored answer, or take a new serial number.',
  },
  'method-unknown': {
    code: 'EHC-1008', english: 'method is not known', chinese: '接口方法不存在', retry: false,
    cause: 'The method is misspelt or not served here.', remedy: 'Use a method of the contract.',
  },
  'biz-not-valid': {
    code: 'EHC-1009', english: 'biz_content is not valid', chinese: '业务参数不正确', retry: false,
    cause: 'A member of biz_content, named in parentheses, is missing or breaks its rule.', remedy: 'Correct that member.',
  },
  'request-too-large': {
    code: 'EHC-1010', english: 'The request is larger than 3 MB', chinese: '报文超过3MB', retry: false,
    cause: 'A proof or a text is longer than its member may be.', remedy: 'Shorten it; send use records in parts.',
  },
  'name-does-not-match': {
    code: 'EHC-2001', english: 'Name and document number do not belong together', chinese: '姓名与证件号码不一致', retry: false,
    cause: 'The register holds another name for this number.', remedy: 'Check the spelling on the document: rare characters, the middle dot.',
  },
  'not-in-register': {
    code: 'EHC-2002', english: 'The document is not in the register', chinese: '人口库中查无此证件', retry: false,
    cause: 'The number is wrong, or the document is newer than the register.', remedy: 'Check the number; new documents appear within days.',
  },
  deceased: {
    code: 'EHC-2003', english: 'The holder is registered as deceased', chinese: '证件持有人已登记死亡', retry: false,
    cause: 'The register says so.', remedy: 'If that is wrong, the police station of the household registration corrects it.',
  },
  'guardian-does-not-match': {
    code: 'EHC-2004', english: 'The guardian is not registered as this person\'s', chinese: '监护关系不一致', retry: false,
    cause: 'The register knows another guardian, or none.', remedy: 'Check the guardian\'s document, or claim at a counter with the birth certificate.',
  },
  'proven-otherwise': {
    code: 'EHC-2006', english: 'The document or the register says otherwise', chinese: '与证件或人口库登记信息不一致', retry: false,
    cause: 'The member named in parentheses contradicts the document number or the population register.',
    remedy: 'Leave the member out; what the register has wrong is corrected there.',
  },
  'register-unavailable': {
    code: 'EHC-2005', english: 'The population register cannot be reached', chinese: '人口库暂不可用', retry: true,
    cause: 'The register is closed or overloaded.', remedy: 'Send again later.',
  },
  'card-not-found': {
    code: 'EHC-3001', english: 'There is no such card', chinese: '电子健康卡不存在', retry: false,
    cause: 'The card id or document is wrong, or no card was issued.', remedy: 'Query by document, or register.',
  },
  'card-lost': {
    code: 'EHC-3002', english: 'The card is reported lost', chinese: '电子健康卡已挂失', retry: false,
    cause: 'The holder reported the loss.', remedy: 'The holder restores it after proving presence.',
  },
  'card-closed': {
    code: 'EHC-3003', english: 'The card is closed', chinese: '电子健康卡已注销', retry: false,
    cause: 'The card was closed by its holder or an institution.', remedy: 'Register again for a new card.',
  },
  'card-held': {
    code: 'EHC-3004', english: 'Somebody holds the card', chinese: '电子健康卡已由本人领取', retry: false,
    cause: 'It was to be taken back only while nobody held it, and its holder was quicker.', remedy: 'Leave it: it is the holder\'s.',
  },
  'code-not-valid': {
    code: 'EHC-4001', english: 'The code is not a code of a health card', chinese: '二维码无效', retry: false,
    cause: 'Another kind of QR code, a misread one, or one that was never issued.', remedy: 'Have the holder show the code again.',
  },
  'code-expired': {
    code: 'EHC-4002', english: 'The code has expired', chinese: '二维码已过期', retry: false,
    cause: 'A dynamic code is valid for 120 seconds.', remedy: 'Have the holder renew the code.',
  },
  'code-used-elsewhere': {
    code: 'EHC-4003', english: 'The code was used already', chinese: '二维码已被使用', retry: false,
    cause: 'A dynamic code is good for one use: it was used at another terminal, and may have been copied, or at this one more than a minute ago.', remedy: 'Have the holder renew the code and ask for the ID card.',
  },
  'records-too-many': {
    code: 'EHC-5001', english: 'More than 500 records', chinese: '用卡记录超过500条', retry: false,
    cause: 'One request takes at most 500 records.', remedy: 'Send them in parts.',
  },
  'records-not-same-day': {
    code: 'EHC-5002', english: 'The records are not of one day', chinese: '用卡记录不在同一天', retry: false,
    cause: 'One request takes the records of one day (China time).', remedy: 'Send one request for each day.',
  },
  'org-unknown': {
    code: 'EHC-6001', english: 'There is no such organisation', chinese: '机构不存在', retry: false,
    cause: 'orgcode is wrong or was never added.', remedy: 'Add the organisation first.',
  },
  'org-exists': {
    code: 'EHC-6002', english: 'The organisation exists already', chinese: '机构已存在', retry: false,
    cause: 'orgcode was added before.', remedy: 'Use updateorg.',
  },
  internal: {
    code: 'EHC-9001', english: 'Something went wrong here', chinese: '系统内部错误', retry: true,
    cause: 'A fault on the authority\'s side.', remedy: 'Send the identical bytes again; if it stays, report code and timestamp.',
  },
  busy: {
    code: 'EHC-9002', english: 'The same request is being worked on, or there is too much to do', chinese: '系统繁忙', retry: true,
    cause: 'The identical request has not been answered yet, or the limit per minute is reached.', remedy: 'Send the identical bytes again in a second.',
  },
} as const satisfies Record<string, AuthorityRefusalEntry>;

export type AuthorityRefusal = keyof typeof AUTHORITY_REFUSALS;

const NAMES = Object.keys(AUTHORITY_REFUSALS) as AuthorityRefusal[];

/** `EHC-1009: 业务参数不正确 (id_no)`: the message of a refusal, with the wire name of the member that is wrong, if one is. */
export function refusalMessage(refusal: AuthorityRefusal, field?: string): string {
  const { code, chinese } = AUTHORITY_REFUSALS[refusal];
  return field === undefined ? `${code}: ${chinese}` : `${code}: ${chinese} (${field})`;
}

/** Reads such a message by its code alone; undefined when it carries none that is known. */
export function readRefusalMessage(message: string): { readonly refusal: AuthorityRefusal; readonly field?: string } | undefined {
  const [, code, text = ''] = /^(EHC-\d{4})\b(.*)$/s.exec(message) ?? [];
  const refusal = NAMES.find((name) => AUTHORITY_REFUSALS[name].code === code);
  const field = /\(([\w.]+)\)\s*$/.exec(text)?.[1];
  return refusal && { refusal, ...(field === undefined ? {} : { field }) };
}
