// 电子健康卡开放平台：签名示例（JDK 11 以上，无依赖，单文件直接运行）
//
//   APP_SECRET=密钥 java Sign.java < request.json
//       request.json 是 {"commonIn":{…},"req":{…}}；第 1 行输出签名原文，第 2 行输出签名。
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Sign {
    /** 签名原文：合并、去空、排序、连接。0 和 false 不是空；字符串不做 URL 编码，也不 trim。 */
    static String signedText(Map<String, Object> commonIn, Map<String, Object> req) {
        TreeMap<String, Object> members = new TreeMap<>(commonIn); // String 的自然顺序就是字节序
        members.putAll(req);
        members.remove("sign");
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            Object value = member.getValue();
            if (value == null || "".equals(value)) continue;
            pairs.add(member.getKey() + "=" + (value instanceof String ? value : compactJson(value)));
        }
        return String.join("&", pairs);
    }

    /** 嵌套的值：紧凑 JSON，各层成员名升序，去掉 null，保留空字符串；中文和 / & < > 不转义。 */
    static String compactJson(Object value) {
        List<String> parts = new ArrayList<>();
        if (value instanceof Map) {
            for (Map.Entry<?, ?> member : new TreeMap<>((Map<?, ?>) value).entrySet()) {
                if (member.getValue() != null) parts.add(quoted((String) member.getKey()) + ":" + compactJson(member.getValue()));
            }
            return "{" + String.join(",", parts) + "}";
        }
        if (value instanceof List) {
            for (Object item : (List<?>) value) parts.add(compactJson(item));
            return "[" + String.join(",", parts) + "]";
        }
        if (value instanceof BigDecimal) return ((BigDecimal) value).toPlainString();
        return value instanceof String ? quoted((String) value) : String.valueOf(value);
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char mark : text.toCharArray()) {
            int special = "\"\\\b\f\n\r\t".indexOf(mark);
            if (special >= 0) out.append('\\').append("\"\\bfnrt".charAt(special));
            else if (mark < ' ') out.append(String.format("\\u%04x", (int) mark));
            else out.append(mark);
        }
        return out.append('"').toString();
    }

    /** 原文后面直接接密钥，UTF-8 字节的 SHA-256，再做 Base64（不是十六进制文本的 Base64）。 */
    static String signature(String text, String secret) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest((text + secret).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(hash);
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        String secret = System.getenv("APP_SECRET");
        if (secret == null || secret.isEmpty()) throw new IllegalStateException("请用环境变量 APP_SECRET 给出密钥");
        Json json = new Json(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        Map<String, Map<String, Object>> request = (Map<String, Map<String, Object>>) json.value();
        String text = signedText(request.get("commonIn"), request.get("req"));
        out.print(text + "\n" + signature(text, secret) + "\n");
    }

    /** 只为示例读标准输入，不检查格式；项目里请用自己的 JSON 库（Jackson、Gson），签名只用上面的方法。 */
    static class Json {
        private final String text;
        private int at;

        Json(String text) { this.text = text; }

        Object value() {
            char first = next();
            if (first == '{') return object();
            if (first == '[') return list();
            if (first == '"') return string();
            int from = at;
            while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) at++;
            String word = text.substring(from, at);
            if (word.equals("null")) return null;
            if (word.equals("true") || word.equals("false")) return Boolean.valueOf(word);
            return new BigDecimal(word);
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) at++;
            return text.charAt(at);
        }

        private Map<String, Object> object() {
            Map<String, Object> members = new LinkedHashMap<>();
            at++;
            while (next() != '}') {
                String name = string();
                next();
                at++; // 冒号
                members.put(name, value());
                if (next() == ',') at++;
            }
            at++;
            return members;
        }

        private List<Object> list() {
            List<Object> items = new ArrayList<>();
            at++;
            while (next() != ']') {
                items.add(value());
                if (next() == ',') at++;
            }
            at++;
            return items;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            at++;
            for (; text.charAt(at) != '"'; at++) {
                char mark = text.charAt(at);
                if (mark != '\\') {
                    out.append(mark);
                    continue;
                }
                mark = text.charAt(++at);
                if (mark == 'u') {
                    out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                } else {
                    int escape = "bfnrt".indexOf(mark);
                    out.append(escape >= 0 ? "\b\f\n\r\t".charAt(escape) : mark);
                }
            }
            at++;
            return out.toString();
        }
    }
}
