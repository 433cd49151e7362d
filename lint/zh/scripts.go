package zh

// SimplifiedOnly returns a function that tells whether a text holds a character
// that another one is folded to: in traditional script it may be written
// otherwise. Rare forms do not count. It is made of the table of
// folding, once for many texts.
func SimplifiedOnly() func(text string) bool {
	var targets [(lastHan - firstHan + 64) / 64]uint64
	note := func(from, to rune) {
		if to != from && to >= firstHan && to <= lastHan {
			targets[(to-firstHan)/64] |= 1 << ((to - firstHan) % 64)
		}
	}
	for r := rune(firstHan); r <= lastHan; r++ {
		note(r, indexed(r))
	}
	for i := range foldContexts {
		note(foldContexts[i].from, foldContexts[i].to)
		for _, ctx := range foldContexts[i].contexts {
			note(foldContexts[i].from, ctx.to)
		}
	}
	return func(text string) bool {
		for _, r := range text {
			if r >= firstHan && r <= lastHan && targets[(r-firstHan)/64]>>((r-firstHan)%64)&1 != 0 {
				return true
			}
		}
		return false
	}
}
