#!/bin/sh
# 整个流程走一遍（POSIX sh + openssl + curl）：取 appToken → 领卡 → 关联就诊号 → 取动态码 → 核验 → 上报用卡
#
#   sh try.sh http://127.0.0.1:8080 姓名 证件号码 性别 出生日期
#
# 默认使用示例机构的凭据（npm start 会打印出来）；换成自己的：APP_ID、APP_SECRET、HOSPITAL_ID、WECHAT_CODE。
# 值里不要有引号、反斜线和换行：shell 不会替您转义 JSON。
set -eu
base=$1 name=$2 number=$3 gender=$4 birthday=$5
: "${APP_ID:=demo-app-0001}" "${APP_SECRET:=demo-secret-0123456789abcdef0000}" "${HOSPITAL_ID:=99901}" "${WECHAT_CODE:=11112222333344445555666677778888}"
auth=/rest/auth/HealthCard/HealthOpenAuth/AuthObj
isv=/rest/auth/HealthCard/HealthOpenPlatform/ISVOpenObj
token=''

# call 路径 名=值…：签名、发送，输出回答。req 只有字符串。
call() {
  path=$1 && shift
  id=$(openssl rand -hex 16 | tr a-f A-F) now=$(date +%s)
  common=$(printf '%s\n' "appToken=$token" "requestId=$id" "hospitalId=$HOSPITAL_ID" "timestamp=$now" relateAppId=wx0000000000000001 relateOpenId=oTEST-0001)
  text=$(printf '%s\n' "$common" channelNum=0 "$@" | grep -E '^[^=]+=.' | LC_ALL=C sort -t= -k1,1 | paste -s -d '&' -)
  sign=$(printf '%s%s' "$text" "$APP_SECRET" | openssl dgst -sha256 -binary | openssl base64 -A)
  curl -sS -H 'Content-Type: application/json' --data-binary @- "$base$path" <<EOF
{"commonIn":{$(printf '%s\n' "$common" "sign=$sign" | members),"channelNum":0},"req":{$(printf '%s\n' "$@" | members)}}
EOF
  echo
}
members() { sed 's/\([^=]*\)=\(.*\)/"\1":"\2"/' | paste -s -d , -; }
# 取回答里的一个字符串成员；不成功就停下，把回答给人看。
member() {
  answer=$(cat)
  case $answer in *'"resultCode":0,'*) ;; *) echo "$answer" >&2; exit 1 ;; esac
  echo "$answer" | sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"
}

token=$(call $auth/getAppToken appId="$APP_ID" | member appToken)
echo "appToken      $token"
card=$(call $isv/registerHealthCard wechatCode="$WECHAT_CODE" name="$name" gender="$gender" nation=汉族 birthday="$birthday" idNumber="$number" idType=01 phone1=13800000000 | member healthCardId)
echo "healthCardId  $card"
call $isv/bindCardRelation patid="P-$number" qrCodeText="$card:1"
code=$(call $isv/getDynamicQRCode healthCardId="$card" idType=01 idNumber="$number" codeType=0 | member qrCodeText)
echo "qrCodeText    $code"
call $isv/verifyQRCode qrCodeText="$code" terminalId=T0001 medicalStep=010101 channelCode=0100
call $isv/reportHISData qrCodeText="$card:1" time="$(TZ=Asia/Shanghai date '+%Y-%m-%d %H:%M:%S')" hospitalCode="$HOSPITAL_ID" scene=010101 cardType=11 cardChannel=0100
