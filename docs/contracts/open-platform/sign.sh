#!/bin/sh
# 电子健康卡开放平台：签名示例（POSIX sh + openssl + curl）
#
#   APP_SECRET=密钥 sh sign.sh < request.properties
#       第 1 行输出签名原文，第 2 行输出签名。
#   APP_SECRET=密钥 APP_ID=应用号 HOSPITAL_ID=医院号 sh sign.sh --call https://平台地址
#       真实调用一次 getAppToken。
#
# shell 不解析 JSON，所以输入是“名=值”，一行一个：commonIn 的成员与 req 的顶层成员写在一起，字符串不加引号。
# 值是数组或对象时，自己写成紧凑 JSON（无空格、各层成员名升序）。值里不能有换行。
set -eu
: "${APP_SECRET:?请用环境变量 APP_SECRET 给出密钥}"

# 去掉 sign 与空值（0 和空格不算空），按名的字节序排序，用 & 连接；不做 URL 编码。
# LC_ALL=C 不能省：别的语言环境不按字节排序。
signed_text() {
  grep -E '^[^=]+=.' | grep -v '^sign=' | LC_ALL=C sort -t= -k1,1 | paste -s -d '&' -
}

# 原文后面直接接密钥，SHA-256 的 32 个原始字节（不是十六进制文本）再做 Base64。
signature() {
  printf '%s%s' "$1" "$APP_SECRET" | openssl dgst -sha256 -binary | openssl base64 -A
}

call_get_app_token() {
  request_id=$(openssl rand -hex 16 | tr a-f A-F)
  timestamp=$(date +%s) # 秒，不是毫秒
  text=$(printf '%s\n' "appId=$APP_ID" "hospitalId=$HOSPITAL_ID" "requestId=$request_id" "timestamp=$timestamp" channelNum=0 | signed_text)
  curl -sS -H 'Content-Type: application/json' --data-binary @- "$1/rest/auth/HealthCard/HealthOpenAuth/AuthObj/getAppToken" <<EOF
{"commonIn":{"appToken":"","requestId":"$request_id","hospitalId":"$HOSPITAL_ID","timestamp":"$timestamp","channelNum":0,"sign":"$(signature "$text")"},"req":{"appId":"$APP_ID"}}
EOF
}

if [ "${1:-}" = --call ]; then
  call_get_app_token "$2"
else
  text=$(signed_text)
  printf '%s\n' "$text"
  signature "$text"
  echo
fi
