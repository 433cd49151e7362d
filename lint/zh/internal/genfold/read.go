package genfold

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// tables is what the three input files say.
type tables struct {
	single   map[rune]rune      // always folded so
	contexts map[rune][]context // how a character is folded beside others
	class    map[rune]byte
}

// context says that the focus character becomes to between before and after.
type context struct {
	before, after string
	to            rune
}

// classNumber gives the byte that package zh knows a class by.
var classNumber = map[string]byte{"numeral": 1, "negation": 2, "timehead": 3}

func (t *tables) read(dir string) error {
	t.single = map[rune]rune{}
	t.contexts = map[rune][]context{}
	t.class = map[rune]byte{}
	addCompatibility(t.single)
	addCase(t.single)
	addWidth(t.single)
	if err := lines(filepath.Join(dir, "TSCharacters.txt"), t.upstream); err != nil {
		return err
	}
	if err := lines(filepath.Join(dir, "own.txt"), t.own); err != nil {
		return err
	}
	if err := lines(filepath.Join(dir, "classes.txt"), t.addClass); err != nil {
		return err
	}
	return t.check()
}

// upstream takes the first of OpenCC's targets; it may be the source itself.
func (t *tables) upstream(_ int, from, to string) error {
	to, _, _ = strings.Cut(to, " ")
	if utf8.RuneCountInString(from) != 1 || utf8.RuneCountInString(to) != 1 {
		return fmt.Errorf("%q to %q is not one character to one", from, to)
	}
	t.single[first(from)] = first(to)
	return nil
}

func (t *tables) addClass(_ int, name, chars string) error {
	n, ok := classNumber[name]
	if !ok {
		return fmt.Errorf("unknown class %q: numeral, negation and timehead are known", name)
	}
	for _, r := range chars {
		if r == '〇' { // outside the range of the class table; package zh knows it
			continue
		}
		if t.class[r] != 0 {
			return fmt.Errorf("%q is in two classes", r)
		}
		t.class[r] = n
	}
	return nil
}

// own reads a line of our own table: one character, or a focus between neighbours.
func (t *tables) own(_ int, from, to string) error {
	if utf8.RuneCountInString(to) != 1 {
		return fmt.Errorf("%q is not one character", to)
	}
	before, rest, ok := strings.Cut(from, "[")
	if !ok {
		if utf8.RuneCountInString(from) != 1 {
			return fmt.Errorf("%q is neither one character nor a focus in brackets", from)
		}
		t.single[first(from)] = first(to)
		return nil
	}
	focus, after, ok := strings.Cut(rest, "]")
	if !ok || utf8.RuneCountInString(focus) != 1 || before+after == "" {
		return fmt.Errorf("%q is not before[focus]after with a focus of one character", from)
	}
	r := first(focus)
	t.contexts[r] = append(t.contexts[r], context{before: before, after: after, to: first(to)})
	return nil
}

// check makes sure that folding twice is folding once: what stands in a context and what a
// context gives must itself stay as it is, whatever its neighbours are.
func (t *tables) check() error {
	for r, list := range t.contexts {
		if _, ok := t.single[r]; !ok {
			return fmt.Errorf("own.txt: %q has contexts and no line of its own", r)
		}
		for _, c := range list {
			for _, n := range c.before + c.after {
				if t.contexts[n] != nil || t.fold(n) != n {
					return fmt.Errorf("own.txt: %q[%q]%q: %q does not stand for itself", c.before, r, c.after, n)
				}
			}
			if c.to != r && (t.contexts[c.to] != nil || t.fold(c.to) != c.to) {
				return fmt.Errorf("own.txt: %q[%q]%q: %q is folded further", c.before, r, c.after, c.to)
			}
		}
	}
	return nil
}

// fold follows a character to where it stays.
func (t *tables) fold(r rune) rune {
	for range 8 {
		to, ok := t.single[r]
		if !ok || to == r {
			return r
		}
		r = to
	}
	panic(fmt.Sprintf("%q is folded in a circle", r))
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// lines calls f with the number and the two fields of each line that is not a comment.
func lines(path string, f func(n int, from, to string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open an input: %w", err)
	}
	defer func() { _ = file.Close() }() // only read
	sc := bufio.NewScanner(file)
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(sc.Text(), "\r")
		if line == "" || strings.HasPrefix(line, "# ") || line == "#" {
			continue
		}
		from, to, ok := strings.Cut(line, "\t")
		if !ok || from == "" || to == "" {
			return fmt.Errorf("%s:%d: %q is not two fields with a tab between", path, n, line)
		}
		if err := f(n, from, to); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}
