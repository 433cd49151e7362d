package score

import (
	"fmt"

	"github.com/cuoci/cuoci/rules"
)

// String is the kind's name in data: none, cold, factory, friendly, quality.
func (k Kind) String() string {
	switch k {
	case NoKind:
		return "none"
	case Cold:
		return "cold"
	case Factory:
		return "factory"
	case Friendly:
		return "friendly"
	case Quality:
		return "quality"
	}
	return fmt.Sprintf("kind(%d)", k)
}

// Kinds are the kinds of service, those that are one.
func Kinds() []Kind { return []Kind{Cold, Factory, Friendly, Quality} }

// Title is what the kind is called in lang, "zh" or "en".
func (k Kind) Title(lang string) string {
	var t rules.Localized
	switch k {
	case NoKind:
		t = rules.Localized{ZH: "未评", EN: "not assessed"}
	case Cold:
		t = rules.Localized{ZH: "冷淡型", EN: "cold"}
	case Factory:
		t = rules.Localized{ZH: "生产型", EN: "factory"}
	case Friendly:
		t = rules.Localized{ZH: "友好型", EN: "friendly"}
	case Quality:
		t = rules.Localized{ZH: "优质型", EN: "quality"}
	}
	return t.In(lang)
}

// Saying is what the kind of service says to a customer, in lang.
func (k Kind) Saying(lang string) string {
	var t rules.Localized
	switch k {
	case NoKind:
	case Cold:
		t = rules.Localized{ZH: "我们不关心你", EN: "We do not care."}
	case Factory:
		t = rules.Localized{ZH: "你是一个号码，请排队", EN: "You are a number; we are here to process you."}
	case Friendly:
		t = rules.Localized{ZH: "我们很努力，只是不知道怎么做", EN: "We try hard, but do not know what we are doing."}
	case Quality:
		t = rules.Localized{ZH: "我们关心您，也办得到", EN: "We care, and we deliver."}
	}
	return t.In(lang)
}

// kindOf is the kind of service of two sides.
func kindOf(procedure, personal SideResult) Kind {
	switch {
	case !procedure.Score.Assessed || !personal.Score.Assessed:
		return NoKind
	case procedure.High && personal.High:
		return Quality
	case procedure.High:
		return Factory
	case personal.High:
		return Friendly
	}
	return Cold
}

// SideTitle is what a side is called in lang, "zh" or "en".
func SideTitle(s Side, lang string) string {
	if s == Personal {
		return rules.Localized{ZH: "个人面", EN: "personal side"}.In(lang)
	}
	return rules.Localized{ZH: "程序面", EN: "procedural side"}.In(lang)
}
