package pattern

import (
	"math"
	"strings"
	"unicode/utf8"
)

// common are the characters that service talk is made of, the most frequent
// ones first. An anchor is the better the rarer it is; where a pattern leaves a
// choice, this order makes it.
const common = "的您亲一是不了有我们可以这个哦要在呢好会到您么什请为时就客发货人能没下电天您给如看来后品没上话用大都单对系还拍收方出" +
	"服务联系和与中帮问题情况日理处将您通过款信息提供进行小多内自己也吧吗啊行说去里那哈谢感意退换购买订快递单号地址公司员工作业及相关已" +
	"由于因其所按照按需确认核实反馈尽安排解决查询办申报支持受部门市区政府月年本法规定此并该以或者等但而无被从向把让再先才只又更最很真" +
	"太非常特别分期费价格钱元包装送物流仓库活动优惠券注册登录密码手机用户网络设备开通关闭操作成功失败错误次点几半回复留言稍候耐心待"

// rarity is an estimate of how seldom a literal is met: the negative logarithm
// of its frequency, as if its characters stood by themselves, though in words
// they do not.
func rarity(literal string) float64 {
	total, share := 0.0, 1.0
	for _, r := range literal {
		rank := strings.IndexRune(common, r)
		if rank < 0 {
			rank = len(common)
		} else {
			rank = utf8.RuneCountInString(common[:rank])
		}
		total += share * math.Log(30+5*float64(rank))
		share = 0.7
	}
	return total
}

// rarityOfAny is how seldom one of two things is met.
func rarityOfAny(x, y float64) float64 {
	return -math.Log(math.Exp(-x) + math.Exp(-y))
}
