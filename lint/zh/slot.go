package zh

// Slot is a kind of value that a pattern names in angle brackets.
type Slot uint8

// The slots. Spans of different slots may overlap: 3天内 is a time and holds a number.
const (
	// SlotTime is a clock time, a date, a day, a part of a day or a duration, with what
	// belongs to it (今天18:00前, 两个工作日内, {{eta}}), as far as it points at no past.
	SlotTime Slot = iota
	// SlotMoney is an amount of money (20元, ¥20, [金额x]).
	SlotMoney
	// SlotNumber is a figure in digits or Chinese numerals (3, 三百, 5%, [数字x]).
	SlotNumber
	// SlotPlaceholder is a place that is filled in later, whatever with ({{name}}, %s, [姓名]).
	SlotPlaceholder
	// SlotCard is a bank card's full number, in groups or not, with the right check digit.
	SlotCard
	// SlotID is a Chinese identity number of eighteen places with the right check digit.
	SlotID
	// NumSlots is the number of slots.
	NumSlots
)

var slotNames = [NumSlots]string{"time", "money", "number", "placeholder", "card-number", "id-number"}

// String gives the name of s as patterns write it, without the brackets.
func (s Slot) String() string {
	if s < NumSlots {
		return slotNames[s]
	}
	return "unknown"
}

// SlotByName finds a slot by its name, as String gives it.
func SlotByName(name string) (Slot, bool) {
	for i, n := range slotNames {
		if n == name {
			return Slot(i), true
		}
	}
	return NumSlots, false
}

// fillerHeads are the ASCII characters that a placeholder begins with.
const fillerHeads = "{[<%$#x"

// SlotHeads lists the characters that a slot may begin with; nil where it may
// begin with any.
func SlotHeads(s Slot) []rune {
	if s == SlotMoney {
		return nil // its sign stands before the figure
	}
	runes := []rune(fillerHeads + "0123456789〇")
	for r := rune(0xC0); r <= 0xFF; r++ { // crosses
		runes = append(runes, r)
	}
	if s == SlotPlaceholder {
		return runes
	}
	for r := rune(firstHan); r <= lastHan; r++ {
		if c := classOf(r); c == classNumeral || c == classTimeHead {
			runes = append(runes, r)
		}
	}
	return runes
}
