/** `POST /cityservice/face/identify/getverifyid` and `…/queryverifyinfo`. */
import { LIFETIME_S, isMainlandNumber } from './face-checks';
import { asObject, text } from './json-body';
import type { Body } from './json-body';
import { refuse } from './refusals';
import { userByMiniProgramOpenid } from './wechat';
import type { Wechat } from './wechat';

export function getVerifyId(wechat: Wechat, body: Body): Response {
  const error = checkError(wechat, body);
  if (error) return refuse(error);
  const cert = asObject(body.cert_info) ?? {};
  const verifyId = wechat.faces.begin({
    outSeqNo: text(body.out_seq_no),
    cert: { cert_type: text(cert.cert_type), cert_name: text(cert.cert_name), cert_no: text(cert.cert_no) },
    openid: text(body.openid),
  });
  if (typeof verifyId === 'number') return refuse(verifyId);
  return Response.json({ errcode: 0, errmsg: 'ok', verify_id: verifyId, expires_in: LIFETIME_S });
}

function checkError(wechat: Wechat, { out_seq_no, cert_info, openid }: Body): number | undefined {
  if (!text(out_seq_no)) return 84010;
  if (!/^[0-9A-Za-z_-]{5,32}$/.test(text(out_seq_no))) return 84011;
  const wrongCertificate = certificateError(asObject(cert_info));
  if (wrongCertificate) return wrongCertificate;
  if (!text(openid)) return 84016;
  return userByMiniProgramOpenid(wechat, text(openid)) ? undefined : 40003;
}

function certificateError(cert: Body | undefined): number | undefined {
  if (!cert) return 84012;
  if (cert.cert_type !== 'IDENTITY_CARD') return 84013;
  if (!text(cert.cert_name).trim()) return 84014;
  return isMainlandNumber(text(cert.cert_no)) ? undefined : 84015;
}

export function queryVerifyInfo(wechat: Wechat, body: Body): Response {
  const question = {
    verify_id: text(body.verify_id), out_seq_no: text(body.out_seq_no), cert_hash: text(body.cert_hash), openid: text(body.openid),
  };
  if (!question.verify_id) return refuse(84021);
  if (!question.out_seq_no) return refuse(84010);
  if (!question.openid) return refuse(84016);
  const found = wechat.faces.query(question);
  return 'errcode' in found ? refuse(found.errcode) : Response.json({ errcode: 0, errmsg: 'ok', verify_ret: found.verifyRet });
}
