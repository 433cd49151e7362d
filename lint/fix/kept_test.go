package fix_test

import "testing"

// TestKept holds what no edit may reach into: a link, a mention or a name goes on
// in Chinese, and so does what will be filled in; beside it edits are made.
func TestKept(t *testing.T) {
	l := all(t)
	for text, want := range map[string]string{
		"详情在 https://a.cn/你的订单 ，你看一下。":         "详情在 https://a.cn/你的订单 ，您看一下。",
		"详情在www.a.cn/你的，你看一下。":                 "详情在www.a.cn/你的，您看一下。",
		"已经通知 @你的小店 ，你看一下。":                    "已经通知 @你的小店 ，您看一下。",
		"小@帮你看一下。":                             "小@帮您看一下。",
		"<你的姓名>，你的订单到了。":                       "<你的姓名>，您的订单到了。",
		"[你的姓名]，你的订单到了。":                       "[你的姓名]，您的订单到了。",
		"${你的编号}，你的订单到了。":                      "${你的编号}，您的订单到了。",
		"{你的姓名}，{order}是你的，{n}号。":              "{你的姓名}，{order}是您的，{n}号。",
		"欢迎参加#你好新疆#，你的票到了。":                    "欢迎参加#你好新疆#，您的票到了。",
		"订单#12是你的。":                            "订单#12是您的。",
		"请点【你好小店】，你的票到了。":                      "请点【你好小店】，您的票到了。",
		"[呲牙]你的订单到了[呲牙]":                       "[呲牙]您的订单到了[呲牙]",
		"您可以跟孩子说你真棒，你看好吗？":                     "您可以跟孩子说你真棒，您看好吗？",
		"您必须先登录才能查看账单。":                        "您必须先登录才能查看账单。",
		"因为之前有货，但是现在卖完了，我来帮您订一件。":              "因为之前有货，但是现在卖完了，我来帮您订一件。",
		"我们会一起努力。":                             "我们会一起努力。",
		"您地址发我下":                               "您地址发我下",
		"https://a.cn/help，你的订单在里面。":           "https://a.cn/help，您的订单在里面。",
		"https://a.cn/help 你的订单在里面，你看一下。":      "https://a.cn/help 您的订单在里面，您看一下。",
		"https://a.cn/help你看一下，www.a.cn也可以帮你。": "https://a.cn/help您看一下，www.a.cn也可以帮您。",
		"https://a.cn/?q=你的，<你>":               "https://a.cn/?q=你的，<您>",
	} {
		if got := string(mended(t, l, text).Data); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
