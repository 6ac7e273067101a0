// 电子健康卡开放平台：签名示例（C# 7，.NET Framework 4.5 以上、.NET 或 Mono，无依赖）
//
//   mcs Sign.cs && APP_SECRET=密钥 mono Sign.exe < request.json
//       request.json 是 {"commonIn":{…},"req":{…}}；第 1 行输出签名原文，第 2 行输出签名。
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

public static class Sign
{
    /// <summary>签名原文：合并、去空、排序、连接。0 和 false 不是空；字符串不做 URL 编码，也不 Trim。</summary>
    public static string SignedText(IDictionary<string, object> commonIn, IDictionary<string, object> req)
    {
        // Ordinal 不能省：默认按语言文化排序，不是字节序。
        var members = new SortedDictionary<string, object>(commonIn, StringComparer.Ordinal);
        foreach (var member in req) members[member.Key] = member.Value;
        members.Remove("sign");
        return string.Join("&", members
            .Where(member => member.Value != null && !"".Equals(member.Value))
            .Select(member => member.Key + "=" + (member.Value as string ?? CompactJson(member.Value))));
    }

    /// <summary>嵌套的值：紧凑 JSON，各层成员名升序，去掉 null，保留空字符串；中文和 / &amp; &lt; &gt; 不转义。</summary>
    public static string CompactJson(object value)
    {
        if (value is IDictionary<string, object> members)
            return "{" + string.Join(",", members
                .Where(member => member.Value != null)
                .OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => Quoted(member.Key) + ":" + CompactJson(member.Value))) + "}";
        if (value is IList<object> items) return "[" + string.Join(",", items.Select(CompactJson)) + "]";
        if (value == null) return "null";
        if (value is bool yes) return yes ? "true" : "false"; // ToString() 会写成 True
        return value is string text ? Quoted(text) : Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var mark in text)
        {
            var special = "\"\\\b\f\n\r\t".IndexOf(mark);
            if (special >= 0) quoted.Append('\\').Append("\"\\bfnrt"[special]);
            else if (mark < ' ') quoted.Append("\\u" + ((int)mark).ToString("x4"));
            else quoted.Append(mark);
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>原文后面直接接密钥，UTF-8 字节的 SHA-256，再做 Base64（不是十六进制文本的 Base64）。</summary>
    public static string Signature(string text, string secret)
    {
        using (var sha256 = SHA256.Create())
            return Convert.ToBase64String(sha256.ComputeHash(Encoding.UTF8.GetBytes(text + secret)));
    }

    public static int Main()
    {
        var secret = Environment.GetEnvironmentVariable("APP_SECRET");
        if (string.IsNullOrEmpty(secret))
        {
            Console.Error.WriteLine("请用环境变量 APP_SECRET 给出密钥");
            return 1;
        }
        var utf8 = new UTF8Encoding(false);
        var input = new StreamReader(Console.OpenStandardInput(), utf8).ReadToEnd();
        var request = (IDictionary<string, object>)new Json(input).Value();
        var text = SignedText((IDictionary<string, object>)request["commonIn"], (IDictionary<string, object>)request["req"]);
        using (var output = new StreamWriter(Console.OpenStandardOutput(), utf8)) output.Write(text + "\n" + Signature(text, secret) + "\n");
        return 0;
    }

    /// <summary>只为示例读标准输入，不检查格式；项目里请用自己的 JSON 库，签名只用上面的方法。</summary>
    sealed class Json
    {
        readonly string text;
        int at;

        public Json(string text) { this.text = text; }

        public object Value()
        {
            var first = Next();
            if (first == '{') return Members();
            if (first == '[') return Items();
            if (first == '"') return Text();
            var from = at;
            while (at < text.Length && ",]} \t\r\n".IndexOf(text[at]) < 0) at++;
            var word = text.Substring(from, at - from);
            if (word == "null") return null;
            if (word == "true" || word == "false") return word == "true";
            return decimal.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        char Next()
        {
            while (char.IsWhiteSpace(text[at])) at++;
            return text[at];
        }

        Dictionary<string, object> Members()
        {
            var members = new Dictionary<string, object>();
            at++;
            while (Next() != '}')
            {
                var name = Text();
                Next();
                at++; // 冒号
                members[name] = Value();
                if (Next() == ',') at++;
            }
            at++;
            return members;
        }

        List<object> Items()
        {
            var items = new List<object>();
            at++;
            while (Next() != ']')
            {
                items.Add(Value());
                if (Next() == ',') at++;
            }
            at++;
            return items;
        }

        string Text()
        {
            var read = new StringBuilder();
            at++;
            for (; text[at] != '"'; at++)
            {
                var mark = text[at];
                if (mark != '\\')
                {
                    read.Append(mark);
                    continue;
                }
                mark = text[++at];
                if (mark == 'u')
                {
                    read.Append((char)Convert.ToInt32(text.Substring(at + 1, 4), 16));
                    at += 4;
                }
                else
                {
                    var escape = "bfnrt".IndexOf(mark);
                    read.Append(escape >= 0 ? "\b\f\n\r\t"[escape] : mark);
                }
            }
            at++;
            return read.ToString();
        }
    }
}
