package source

// mostFrequent are the characters that no Chinese text does without, in both
// scripts: punctuation, function words, and the words every reply is made of.
const mostFrequent = "，。！？：；、（）《》「」『』“”‘’…—～·【】　" +
	"的一是不了在人有我他大中到上和地出也自多生能子那得下以天可小心而之你年所如事都好看用道去成就" +
	"您谢謝对對请請给給们們这這个個来來说說时時为為会會过過还還没沒后後么麼吗嗎吧呢啊哦嗯喔哈亲親問问要" +
	"起无無法發发現现订訂單单款退货貨电電話话服客務务員员歉抱等日月分行信已定"

// frequentChars are further characters that turn up all the time in service
// replies. Text that is decoded with the wrong table hits few of them.
const frequentChars = "" +
	// both scripts
	"作方三本又高重先回美位加立代由但此最者她今手名公全化利力文明新平外正二四五六七八九十" +
	"百千元角件包再次向比被把更品市工政主使打直接安全路口台面性家理入因原相同意什做感知告只完即按" +
	"查找取消付金部保存密期内容通常支持活息修改收址姓送快若且及或提交反情真想很太少早晚" +
	"系呀哒噢唉咱怎每令另各式午前半士女姐居住店商城特合作忙至度格身介式更棒晚早安米克片箱斤" +
	// simplified
	"国里经进着动当样头长实点学开间从关见两些于号费难换买卖让帮处认选择题错误张应该业产机网页优惠价钱总" +
	"质检测设备续级记录预约邮寄几诉满该种类银账户积码验证书权带宽线报纸联运输协议规则违约赔偿补损坏确责任" +
	"职办简馈尽谅解虑边东儿师爱欢乐节观购项转结尔极细图欠签医疗药紧绝独际变热听谁识论语红绿万亿众别传达适" +
	"终导领针准虽继觉够随间调烦贵司维护" +
	// traditional
	"國裡裏經進著動當樣頭長實點學開間從關見兩於號費難換買賣讓幫處認選擇題錯誤張應該業產機網頁優價錢總" +
	"質檢測設備續級記錄預約郵幾訴滿種類銀賬帳戶積碼驗證書權帶寬線報紙聯運輸協議規則違賠償補損壞確責職辦簡" +
	"饋盡諒慮邊東兒師愛歡樂節觀購項轉結爾極細圖簽醫療藥緊絕獨際變熱點聽誰識論語紅綠萬億眾別傳達適終導領針" +
	"準雖繼覺夠隨調煩貴維護妳臺與並啟儲載檔據區額訊"

// charSet is a set of characters below U+10000.
type charSet [0x10000 / 64]uint64

// A charTable gives characters their points.
type charTable struct{ most, more charSet }

// frequency returns the table of the characters above. It takes some
// microseconds, and is made only where an encoding has to be guessed.
func frequency() *charTable {
	t := new(charTable)
	t.most.add(mostFrequent)
	t.more.add(frequentChars)
	return t
}

// points returns how much r speaks for Chinese text, from 0 to 1.
func (t *charTable) points(r rune) float64 {
	switch {
	case t.most.has(r):
		return 1
	case t.more.has(r):
		return 0.9
	default:
		return 0
	}
}

func (s *charSet) add(chars string) {
	for _, r := range chars {
		s[r>>6] |= 1 << (r & 63)
	}
}

func (s *charSet) has(r rune) bool {
	return r < 0x10000 && s[r>>6]&(1<<(r&63)) != 0
}
