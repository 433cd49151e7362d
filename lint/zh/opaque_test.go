package zh

import "testing"

func TestOpaque(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"link", "见http://t.cn/Ab1，谢谢", "http://t.cn/ab1"},
		{"link and stop", "见https://a.cn/b?x=1&y=2。", "https://a.cn/b?x=1&y=2"},
		{"link in brackets", "(https://a.cn/b)好", "https://a.cn/b"},
		{"link and question", "见http://a.cn/b？好", "http://a.cn/b"},
		{"bare", "登录10086.cn/abc或www.10010.com查", "10086.cn/abc|www.10010.com"},
		{"two levels", "help.abc.com.cn,好", "help.abc.com.cn"},
		{"address", "发到kefu.a@abc.com即可", "kefu.a@abc.com"},
		{"mention", "请联系@abc_123", "@abc_123"},
		{"self-reference", "我是客服小@，小@10010为您服务", ""},
		{"file, version, number", "打开readme.md v1.2.3 共3.5元 node.js", ""},
		{"double braces", "您好{{name}}，{{ eta }}前", "{{name}}|{{ eta }}"},
		{"braces", "{0}您好{name}和{客户姓名}", "{0}|{name}|{客户姓名}"},
		{"braces around words", "{不能退}", ""},
		{"dollar", "${name}付$5", "${name}"},
		{"printf", "%s您好，共%d件，%1$s，%.2f元，100%的", "%s|%d|%1$s|%.2f"},
		{"percent of", "打5折，优惠50%s", ""},
		{"named percent", "%name%您好", "%name%"},
		{"template tag", "<%= name %>您好<br>", "<%= name %>"},
		{"masked", "[数字x]天，[时间x]前，[姓名]，[PHONE]，[ORDERID_123]，[%姓名%]", "[数字x]|[时间x]|[姓名]|[phone]|[orderid_123]|[%姓名%]"},
		{"emoticons in brackets stay", "好的[呵呵][微笑][ok]", ""},
		{"emoticon code", "好的#E-s[数字x]谢谢#E-s12", "#e-s[数字x]|#e-s12"},
		{"hashtag stays", "#双十一#", ""},
		{"crosses", "尊敬的××先生，xx小时内，2xx，box", "××|xx"},
		{"stand-in", "点\uFFFC后，\uFFFC\uFFFC不能", "\uFFFC|\uFFFC|\uFFFC"},
		{"emoji", "好的😊👍🏻谢谢❤️", "😊👍🏻|❤"},
	}
	var z Analyzer
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := z.Analyze(tt.text)
			if got := shown(a, a.Opaque); got != tt.want {
				t.Errorf("opaque %q, want %q", got, tt.want)
			}
		})
	}
}
