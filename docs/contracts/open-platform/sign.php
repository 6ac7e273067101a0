<?php
// 电子健康卡开放平台：签名示例（PHP 7.1 以上，无依赖）
//
//   APP_SECRET=密钥 php sign.php < request.json
//       request.json 是 {"commonIn":{…},"req":{…}}；第 1 行输出签名原文，第 2 行输出签名。

/** 签名原文：合并、去空、排序、连接。不做 URL 编码，不去空格。 */
function signedText(array $commonIn, array $req): string
{
    $members = array_merge($commonIn, $req);
    unset($members['sign']);
    // 只去掉 null 和空字符串；不要用 empty()：它把 0、"0" 和 false 也当作空。
    $members = array_filter($members, function ($value) { return $value !== null && $value !== ''; });
    ksort($members, SORT_STRING); // 按字节序
    $pairs = [];
    foreach ($members as $name => $value) {
        $pairs[] = $name . '=' . (is_string($value) ? $value : compactJson($value));
    }
    return implode('&', $pairs);
}

/** 嵌套的值：紧凑 JSON，各层成员名升序，去掉 null，保留空字符串；中文和 / 不转义。 */
function compactJson($value): string
{
    if (is_object($value)) {
        $members = array_filter((array) $value, function ($member) { return $member !== null; });
        ksort($members, SORT_STRING);
        $parts = [];
        foreach ($members as $name => $member) {
            $parts[] = compactJson((string) $name) . ':' . compactJson($member);
        }
        return '{' . implode(',', $parts) . '}';
    }
    if (is_array($value)) {
        return '[' . implode(',', array_map('compactJson', $value)) . ']';
    }
    return json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_LINE_TERMINATORS);
}

/** 原文后面直接接密钥，SHA-256 的原始字节（第三个参数 true）再做 Base64。 */
function signature(string $text, string $secret): string
{
    return base64_encode(hash('sha256', $text . $secret, true));
}

$secret = getenv('APP_SECRET');
if ($secret === false || $secret === '') {
    fwrite(STDERR, "请用环境变量 APP_SECRET 给出密钥\n");
    exit(1);
}
// 不要用 json_decode(…, true)：那样 {} 和 [] 就分不清了。
$request = json_decode(file_get_contents('php://stdin'));
if (!isset($request->commonIn, $request->req)) {
    fwrite(STDERR, "标准输入不是 {\"commonIn\":{…},\"req\":{…}}\n");
    exit(1);
}
$text = signedText((array) $request->commonIn, (array) $request->req);
echo $text, "\n", signature($text, $secret), "\n";
