package pattern

import (
	"math"
	"strings"
	"unicode/utf8"
)

// An anchor is the better the rarer it is; where a pattern leaves a choice, an
// estimate of how often a literal is met makes it. commonest is the one of the
// first line: one character in 16 of service talk begins such a literal, in the
// next line one in 32, and so on, rounded from counts over some millions of
// characters.
const commonest = 4

var common = [...]string{
	", 的 您",
	"是 。 有",
	"以 不 可 一 我 好 哦 下 请 了 可以 在 亲 到 问 要 这 呢 时",
	"您的 用 还 会 为 后 们 发 理 您好 个 对 我们 关 ! 小 如 中 给 单 行 和 查 已 ? 吗 能 : 等 问题 收 号 日 现 提 点 帮 上 来 看 于 经 定 情况 没 联系",
	"天 给您 出 过 工作 户 就 多 前 请问 需 订 他 送 解 退 一下 新 回 分 订单 期 到您 也 开 接 将 便 持 建议 其他 使 服务 请您 重 你 都 款 没有 员 支 " +
		"进行 好的 与 价 需要 交 成 再 正 这边 件 很 同 抱歉 这个 改 内 取 办 使用 处理 申请 为您 谢谢 加 么 电话 管 ~ 如果 提供 并 元 无 已经 留 支持 哈 因 调 包 手机 感谢您",
	"当 试 本 性 三 去 回复 修 帮您 时间 该 由 您可 反映 地址 度 按 人员 亲亲 原 此 商品 完 通过 二 卡 拍 更 相关 那 私信 带来 换 样 装 客官 目前 打 反馈 只 " +
		"关于 转 待 核实 客户 项 是否 根据 放 说 售后 您可以 稍 尽快 非常 先 建议您 记 不便 什么 快递 客气 方式 系统 信息 补 退款 付 种 发货 最 得 查询 事 正常 " +
		"公司 具体 认 但 烦 报 选 要求 的话 稍等 配送 号码 可能 致 部门 未 两 再次 条 买 现在 我们会 直接 及时 一个 同时 一般 低 一定 留意 关注 推荐",
	"做 活动 向 出现 都是 收到 整 设置 不要 无法 免 检查 等待 办理 干 不能 少 即 份 跟 些 取消 嗯 才 理解 满 价格 提交 这样 麻烦 中心 不好 吧 点击 额 遇到 咨询 " +
		"真 调查 功能 由于 票 受 方便 客服 重新 留言 选择 而 督 解决 随 您是 不客气 正在 时候 安全 查看 还是 保持 从 优惠 降 属 就是 完成 不是 预计 别 通知 约 安排 " +
		"均 之后 规定 因为 用户 小时 产品 按照 比较 以便 意见 把 小妹 符合 但是 截 安装 拍下 我局 注意 记录 修改 详细 业务 差 我司 恢复 领 质量 所以 下单 错 购买 应用 " +
		"以上 也可 超 明天 之前 显示 则 今天 批 影响 让 耐心 退换 积极 拆 标准 存在 还请 找 恩 太 暂 审核 左右 支付 必 成功 也是",
}

// rarities is the estimate of the common literals, in bits.
func rarities() map[string]float64 {
	m := map[string]float64{}
	for i, line := range common {
		for literal := range strings.FieldsSeq(line) {
			m[literal] = float64(commonest + i)
		}
	}
	return m
}

// rarity is an estimate of how seldom a literal is met, in bits: it begins at
// one character in 2^rarity.
func (b *Builder) rarity(literal string) float64 {
	if r, ok := b.rarities[literal]; ok {
		return r
	}
	switch utf8.RuneCountInString(literal) {
	case 1:
		return 12
	case 2:
		return 14
	default:
		return 16
	}
}

// rarityOfAny is how seldom one of two things is met.
func rarityOfAny(x, y float64) float64 { return -math.Log2(math.Exp2(-x) + math.Exp2(-y)) }
