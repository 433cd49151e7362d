package source

import "strings"

// tagKind is what an element means for the text around it.
type tagKind uint8

const (
	tagUnknown  tagKind = iota // no element of HTML: <bucket> stands for something
	tagInline                  // parts nothing
	tagBlock                   // begins and ends a block
	tagReplaced                // is shown in place of text
	tagCode                    // holds what is not read, in a sentence
	tagSkip                    // holds what is not read
	tagBreak                   // ends a line
	tagVoid                    // says nothing
	tagHolder                  // a block that holds blocks and where questions end: li, blockquote
	tagHeading
	tagTerm // may be a question: dt, summary
	tagTable
	tagRow
	tagCell
)

// tagOf classifies an element by its name in lower case.
func tagOf(name string) tagKind {
	switch name {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "center", "data", "del", "dfn", "em", "font", "i", "ins",
		"mark", "nobr", "q", "ruby", "rb", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "x-jsx":
		return tagInline
	case "img", "input", "video", "audio", "picture", "canvas", "embed", "object", "meter", "progress", "x-widget":
		return tagReplaced
	case "code", "kbd", "samp", "var", "tt", "math", "svg":
		return tagCode
	case "script", "style", "pre", "template", "noscript", "iframe", "noembed", "noframes", "xmp", "listing", "plaintext", "rt", "rp", "datalist":
		return tagSkip
	case "br":
		return tagBreak
	case "wbr", "source", "track", "param", "area", "base", "basefont", "col", "link", "meta", "map":
		return tagVoid
	case "li", "dd", "blockquote", "details", "dl", "ul", "ol", "menu", "dir":
		return tagHolder
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return tagHeading
	case "dt", "summary":
		return tagTerm
	case "table":
		return tagTable
	case "tr":
		return tagRow
	case "td", "th":
		return tagCell
	case "address", "article", "aside", "body", "button", "caption", "colgroup", "dialog", "div", "fieldset", "figcaption", "figure",
		"footer", "form", "frameset", "head", "header", "hgroup", "hr", "html", "label", "legend", "main", "nav", "optgroup", "option",
		"output", "p", "search", "section", "select", "slot", "tbody", "textarea", "tfoot", "thead", "title":
		return tagBlock
	}
	if strings.Contains(name, "-") {
		return tagInline // an element of the page's own
	}
	return tagUnknown
}

// isVoid tells whether an element has no end tag.
func isVoid(name string) bool {
	switch name {
	case "img", "input", "embed", "br", "hr", "x-widget":
		return true
	}
	return tagOf(name) == tagVoid && name != "map"
}

// tagName returns the name of a tag in lower case, and whether it is an end tag.
func tagName(tag string) (name string, end bool) {
	s := strings.TrimPrefix(tag, "<")
	s, end = strings.CutPrefix(s, "/")
	n := 0
	for n < len(s) && s[n] != '>' && s[n] != '/' && s[n] > ' ' {
		n++
	}
	return strings.ToLower(s[:n]), end
}

// readAttribute tells whether an attribute is text that people read or hear.
func readAttribute(name string) bool {
	switch name {
	case "alt", "title", "placeholder", "aria-label":
		return true
	}
	return false
}

// eachAttribute calls f for every attribute of a start tag that has a value, in
// quotes or without (0): tag[start:end]. In JSX a value may be an expression, for
// which f is not called.
func eachAttribute(tag string, jsx bool, f func(name string, start, end int, quote byte)) {
	i := 1
	for i < len(tag) && tag[i] != '>' && tag[i] != '/' && tag[i] > ' ' {
		i++
	}
	for {
		for i < len(tag) && (tag[i] <= ' ' || tag[i] == '/') {
			i++
		}
		if i >= len(tag) || tag[i] == '>' {
			return
		}
		from := i
		i = attributeNameEnd(tag, i)
		name := strings.ToLower(tag[from:i])
		i = spaceEnd(tag, i)
		if i >= len(tag) || tag[i] != '=' {
			continue
		}
		i = spaceEnd(tag, i+1)
		if jsx && i < len(tag) && tag[i] == '{' {
			if i = bracesEnd(tag, i); i < 0 {
				return
			}
			continue
		}
		start, end, next, quote := valueAt(tag, i)
		f(name, start, end, quote)
		i = next
	}
}

// attributeNameEnd returns the end of the name that starts at i, a character
// long at least.
func attributeNameEnd(tag string, i int) int {
	for i++; i < len(tag) && tag[i] > ' ' && tag[i] != '=' && tag[i] != '/' && tag[i] != '>'; {
		i++
	}
	return i
}

func spaceEnd(tag string, i int) int {
	for i < len(tag) && tag[i] <= ' ' {
		i++
	}
	return i
}

// valueAt reads the value of an attribute.
func valueAt(tag string, i int) (start, end, next int, quote byte) {
	if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
		if n := strings.IndexByte(tag[i+1:], tag[i]); n >= 0 {
			return i + 1, i + 1 + n, i + 2 + n, tag[i]
		}
		return i + 1, len(tag), len(tag), tag[i]
	}
	end = i
	for end < len(tag) && tag[end] > ' ' && tag[end] != '>' {
		end++
	}
	return i, end, end, 0
}
