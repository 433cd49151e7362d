package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The words beside which a name stands.
const (
	// Behind these, whatever it is, if a sign stands between.
	nameHeads = "姓名 收货人 收貨人 收件人 联系人 聯繫人 聯絡人 户名 戶名 持卡人 乘客 旅客 入住人 称呼 稱呼 " +
		`name" name' Name" `
	// Behind these, if it begins with a surname.
	callHeads = "我叫 我姓 本人叫 名字是 名字叫"
	// Before these, or behind them and a colon, if it begins with a surname.
	titles = "先生 女士 小姐 太太"
	// Behind these, what may be the name of an account.
	accountHeads = "微信 微信号 微信號 wechat WeChat QQ qq VX vx"
)

// surnames are common ones, in both scripts; those of two characters stand in
// doubleSurnames.
const (
	surnames = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范范石廖贾賈夏韦韋傅方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔汤湯常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺封谈談匡鞠惠荆樂乐冀胥南班储儲芮"

	doubleSurnames = "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐 司徒 东方 東方 独孤 南宫 南宮"
)

// names masks names that stand beside a word which says so.
func (m *mask) names(s string) {
	for head := range strings.FieldsSeq(nameHeads) {
		m.behind(s, head, m.anyName)
	}
	for head := range strings.FieldsSeq(callHeads) {
		m.behind(s, head, m.surnamed)
	}
	for title := range strings.FieldsSeq(titles) {
		m.behind(s, title, func(s string, at int) {
			if from, strong := separator(s, at); strong {
				m.surnamed(s, from)
			}
		})
		for at := range places(s, title) {
			m.add(nameBefore(s, at), at)
		}
	}
	for head := range strings.FieldsSeq(accountHeads) {
		m.behind(s, head, m.account)
	}
}

// behind calls f with the places behind a word.
func (m *mask) behind(s, word string, f func(s string, at int)) {
	for at := range places(s, word) {
		f(s, at+len(word))
	}
}

// places are those where a word begins.
func places(s, word string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for at := 0; ; at += len(word) {
			i := strings.Index(s[at:], word)
			if i < 0 || !yield(at+i) {
				return
			}
			at += i
		}
	}
}

// separator skips what stands between a head and what it heads. It is strong when
// a sign is among it: what comes then is an entry, not a sentence that goes on.
func separator(s string, at int) (end int, strong bool) {
	const most = 6
	for range most {
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case strings.ContainsRune(":：=＝|｜,，\t\"'“”[【】]", r) && size > 0:
			strong = true
		case r == ' ', r == '\u3000', strings.ContainsRune("是为為叫号號", r) && size > 0:
		default:
			return at, strong
		}
		at += size
	}
	return at, strong
}

// anyName masks what stands behind a head: an entry whatever it is, else a name
// that begins with a surname.
func (m *mask) anyName(s string, at int) {
	at, strong := separator(s, at)
	if !strong {
		m.surnamed(s, at)
		return
	}
	const han, latin = 6, 40
	end, n := at, 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		wide := unicode.Is(unicode.Han, r)
		if !wide && !unicode.IsLetter(r) && (n == 0 || !strings.ContainsRune(" .·•・-'", r)) || n == latin || wide && n == han {
			break
		}
		n++
		end += size
	}
	m.add(at, end)
}

// surnamed masks a surname at a place, and the given name behind it.
func (m *mask) surnamed(s string, at int) {
	end := surname(s[at:])
	if end == 0 {
		return
	}
	const given = 2
	end += at
	for range given {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		end += size
	}
	m.add(at, end)
}

// surname is the length in bytes of the surname that s begins with, 0 for none.
func surname(s string) int {
	for double := range strings.FieldsSeq(doubleSurnames) {
		if strings.HasPrefix(s, double) {
			return len(double)
		}
	}
	if r, size := utf8.DecodeRuneInString(s); size > 0 && r != utf8.RuneError && strings.ContainsRune(surnames, r) {
		return size
	}
	return 0
}

// nameBefore returns where the name begins that ends at a place: a surname and at
// most two characters more, as long as may be. It is the place itself where there
// is none.
func nameBefore(s string, at int) int {
	const most = 4
	best, start := at, at
	for n := 1; n <= most; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:start])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		start -= size
		long := surname(s[start:at])
		if long > 0 && n-utf8.RuneCountInString(s[start:start+long]) <= 2 {
			best = start
		}
	}
	return best
}

// account masks the name of an account: letters, digits and what joins them.
func (m *mask) account(s string, at int) {
	const least, most = 5, 64
	at, _ = separator(s, at)
	end := at
	for end < min(len(s), at+most) && (isWord(s[end]) || s[end] == '_' || s[end] == '-') {
		end++
	}
	if end-at >= least {
		m.add(at, end)
	}
}
