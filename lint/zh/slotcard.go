package zh

import "strings"

// Digits of a bank card's number and of an identity number, and what may part
// their groups.
const (
	cardLeast = 15
	cardMost  = 19
	idLength  = 18
	groupSeps = " -"
)

// LongNumber tells, at a look into every few bytes, whether a folded text may
// hold a slot of the kinds that are long numbers.
func LongNumber(text string) bool {
	// Of two neighbours in such a number one is a digit, and any fifteen bytes
	// hold a pair that is looked at.
	for i := cardLeast - 2; i < len(text); i += cardLeast - 1 {
		if !isDigit(text[i]) && !isDigit(text[i-1]) {
			continue
		}
		start, end := i, i+1
		for start > 0 && (isDigit(text[start-1]) || isGroupSep(text[start-1])) {
			start--
		}
		for end < len(text) && (isDigit(text[end]) || isGroupSep(text[end])) {
			end++
		}
		if end-start >= cardLeast {
			return true
		}
	}
	return false
}

// Long tells whether s is a long number (LongNumber).
func (s Slot) Long() bool { return s == SlotCard || s == SlotID }

// longNumbers finds the card or identity number that begins with the digit at p.
func (f *finder) longNumbers(p int, ends *[NumSlots]int) {
	if len(f.text)-p < cardLeast || !isDigit(f.text[p]) || midNumber(f.text, p) {
		return
	}
	n := readLong(f.text, p)
	if p > 1 && f.text[p-1] == ' ' && isDigit(f.text[p-2]) {
		n.groups = min(n.groups, 1) // behind another number it stands in one piece
	}
	if end := n.id(f.text); end > ends[SlotID] {
		ends[SlotID] = end
		f.a.Slots[SlotID] = append(f.a.Slots[SlotID], Span{p, end})
	}
	if end := n.card(f.text); end > ends[SlotCard] {
		ends[SlotCard] = end
		f.a.Slots[SlotCard] = append(f.a.Slots[SlotCard], Span{p, end})
	}
}

// longNumber is the digits from one place on, with single blanks or hyphens
// between groups, as far as they fit into the longest number.
type longNumber struct {
	digits [cardMost + 1]byte
	count  int
	ends   [cardMost + 1]int // of the digits of each group
	offset [cardMost + 1]int // of the groups' ends in the text
	groups int
}

// readLong reads whole groups. A group that does not fit ends the number before it.
func readLong(text string, p int) longNumber {
	n := longNumber{}
	for q := p; ; q++ {
		count := n.count
		for digitAt(text, q) && count < len(n.digits) {
			n.digits[count] = text[q] - '0'
			count, q = count+1, q+1
		}
		if count == n.count || digitAt(text, q) {
			return n
		}
		n.count = count
		n.ends[n.groups], n.offset[n.groups] = count, q
		n.groups++
		if n.groups == len(n.ends) || q == len(text) || !isGroupSep(text[q]) {
			return n
		}
	}
}

// card gives the end of the bank card's number, or 0.
func (n *longNumber) card(text string) int {
	for g := range n.groups {
		end, count := n.offset[g], n.ends[g]
		if count >= cardLeast && n.cardGroups(g) && closed(text, end, g) && isIssuer(n.digits[:count]) && luhn(n.digits[:count]) {
			return end
		}
	}
	return 0
}

// cardGroups tells whether the groups up to g are as on a card: of four to six
// digits, but for the last.
func (n *longNumber) cardGroups(last int) bool {
	begin := 0
	for _, end := range n.ends[:last] {
		if end-begin < 4 || end-begin > 6 {
			return false
		}
		begin = end
	}
	return true
}

// id gives the end of the identity number, or 0.
func (n *longNumber) id(text string) int {
	for g := range n.groups {
		end, digits := n.offset[g], n.digits[:n.ends[g]]
		check := -1
		switch len(digits) {
		case idLength:
			check = int(digits[idLength-1])
		case idLength - 1: // the check digit ten is written x
			if end < len(text) && isGroupSep(text[end]) {
				end++
			}
			if end < len(text) && text[end] == 'x' {
				check, end = 10, end+1
			}
		}
		if check >= 0 && closed(text, end, g) && isPerson(digits[:idLength-1]) && mod11(digits[:idLength-1]) == check {
			return end
		}
	}
	return 0
}

// isIssuer tells whether a card's number begins like those of an issuer of its
// length: so few order numbers are taken for one.
func isIssuer(d []byte) bool {
	switch head := int(d[0])*1000 + int(d[1])*100 + int(d[2])*10 + int(d[3]); d[0] {
	case 2:
		return len(d) == 16 && head >= 2221 && head <= 2720
	case 3:
		return len(d) == 15 && (d[1] == 4 || d[1] == 7) || len(d) == 16 && head >= 3528 && head <= 3589
	case 4:
		return len(d) == 16 || len(d) == 19
	case 5:
		return len(d) == 16
	case 6, 9:
		return len(d) > 15
	}
	return false
}

// luhn checks the sum of a card's number.
func luhn(d []byte) bool {
	sum := 0
	for i, v := range d {
		w := int(v)
		if (len(d)-i)%2 == 0 {
			if w *= 2; w > 9 {
				w -= 9
			}
		}
		sum += w
	}
	return sum%10 == 0
}

// mod11 gives the check digit of an identity number (ISO 7064 MOD 11-2), ten for x.
func mod11(d []byte) int {
	rest := 0
	for _, v := range d {
		rest = (rest + int(v)) * 2 % 11
	}
	return (12 - rest) % 11
}

// isPerson tells whether an identity number begins with a region and a birthday.
func isPerson(d []byte) bool {
	number := func(from, to int) (v int) {
		for _, w := range d[from:to] {
			v = v*10 + int(w)
		}
		return v
	}
	year, month, day := number(6, 10), number(10, 12), number(12, 14)
	return isRegion(number(0, 2)) && year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// isRegion tells whether two digits stand for a province (GB/T 2260).
func isRegion(n int) bool {
	last := [...]int{1: 15, 2: 23, 3: 37, 4: 46, 5: 54, 6: 65, 7: 71, 8: 83}
	tens := n / 10
	return tens >= 1 && tens <= 8 && n <= last[tens] && (n%10 > 0 || tens == 5)
}

// midNumber tells whether the digit at p belongs to something that began before it.
func midNumber(text string, p int) bool {
	if p == 0 {
		return false
	}
	switch b := text[p-1]; b {
	case '-':
		return alnumBefore(text, p-1) || p > 1 && text[p-2] == '*'
	case ' ':
		return p > 1 && text[p-2] == '*'
	default:
		return isAlnum(b) || b == '*' || b == '_' || b == '.'
	}
}

// closed tells whether a number of g+1 groups may end at end: no mask, letter or
// decimal follows, and no further group of a number in groups.
func closed(text string, end, g int) bool {
	if end == len(text) {
		return true
	}
	switch b := text[end]; {
	case isAlnum(b), b == '*', b == '_':
		return false
	case b == '.':
		return !digitAt(text, end+1)
	case isGroupSep(b):
		return end+1 == len(text) || text[end+1] != '*' && (g == 0 || !isDigit(text[end+1]))
	}
	return true
}

func isGroupSep(b byte) bool { return strings.IndexByte(groupSeps, b) >= 0 }
