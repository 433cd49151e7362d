package source

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// charset is an encoding of characters that files are read in.
type charset uint8

const (
	charsetUnknown charset = iota // only ASCII was seen so far
	charsetUTF8
	charsetUTF16LE
	charsetUTF16BE
	charsetGB18030
	charsetGBK // read as GB18030, which contains it; written as GBK
	charsetBig5
	charsetUTF16 // as an option only: the byte order is still to be found
)

// String returns the name that messages use.
func (c charset) String() string {
	switch c {
	case charsetUTF16LE:
		return "UTF-16LE"
	case charsetUTF16BE:
		return "UTF-16BE"
	case charsetUTF16:
		return "UTF-16"
	case charsetGB18030:
		return "GB18030"
	case charsetGBK:
		return "GBK"
	case charsetBig5:
		return "Big5"
	default:
		return "UTF-8"
	}
}

// Encodings returns the names that [Options].Encoding may have. Case does not
// matter; gb2312 is read as the GBK that contains it.
func Encodings() []string {
	return []string{"utf-8", "utf-16", "utf-16le", "utf-16be", "gb18030", "gbk", "gb2312", "big5"}
}

// CheckEncoding returns an error that lists the allowed names unless name is
// one of them, or empty (the encoding is to be detected).
func CheckEncoding(name string) error {
	_, err := parseCharset(name)
	return err
}

func parseCharset(name string) (charset, error) {
	switch strings.ToLower(name) {
	case "":
		return charsetUnknown, nil
	case "utf-8", "utf8":
		return charsetUTF8, nil
	case "utf-16", "utf16":
		return charsetUTF16, nil
	case "utf-16le", "utf16le":
		return charsetUTF16LE, nil
	case "utf-16be", "utf16be":
		return charsetUTF16BE, nil
	case "gb18030":
		return charsetGB18030, nil
	case "gbk", "gb2312":
		return charsetGBK, nil
	case "big5":
		return charsetBig5, nil
	default:
		return charsetUnknown, fmt.Errorf("unknown encoding %q (allowed: %s)", name, strings.Join(Encodings(), ", "))
	}
}

// wide reports whether the charset is made of units of two bytes.
func (c charset) wide() bool { return c == charsetUTF16LE || c == charsetUTF16BE }

// unit reads the two-byte unit at the start of src.
func (c charset) unit(src []byte) uint16 {
	if c == charsetUTF16LE {
		return uint16(src[0]) | uint16(src[1])<<8
	}
	return uint16(src[0])<<8 | uint16(src[1])
}

// table returns the tables of a charset of one to four bytes a character.
func (c charset) table() encoding.Encoding {
	switch c {
	case charsetBig5:
		return traditionalchinese.Big5
	case charsetGBK:
		return simplifiedchinese.GBK
	default:
		return simplifiedchinese.GB18030
	}
}

// encode returns s, which is valid UTF-8, in the charset, or an error that
// names the first character it does not have.
func (c charset) encode(s string) ([]byte, error) {
	switch c {
	case charsetUTF16LE, charsetUTF16BE:
		out := make([]byte, 0, 2*len(s))
		for _, u := range utf16.Encode([]rune(s)) {
			if c == charsetUTF16LE {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
		return out, nil
	case charsetGB18030, charsetGBK, charsetBig5:
		out, err := c.table().NewEncoder().Bytes([]byte(s))
		if err == nil {
			return out, nil
		}
		for _, r := range s {
			if !c.has(r) {
				return nil, fmt.Errorf("%q (U+%04X) cannot be written in %v, the encoding of the file", r, r, c)
			}
		}
		return nil, fmt.Errorf("cannot be written in %v, the encoding of the file: %w", c, err)
	case charsetUnknown:
		if firstNonASCII([]byte(s)) >= 0 {
			return nil, errors.New("only ASCII was read so far, the encoding of the file is not known")
		}
		return []byte(s), nil
	default:
		return []byte(s), nil
	}
}

// has reports whether the charset can hold r.
func (c charset) has(r rune) bool {
	switch c {
	case charsetGB18030, charsetGBK, charsetBig5:
		if r < utf8.RuneSelf {
			return true
		}
		_, err := c.table().NewEncoder().String(string(r))
		return err == nil
	default:
		return true
	}
}

// A mark is a byte order mark and what it says.
type mark struct {
	bytes   string
	charset charset
}

var errUTF32 = errors.New("UTF-32 is not read; save the file as UTF-8")

// byteOrderMark returns the byte order mark that head starts with.
func byteOrderMark(head []byte) (m mark, found bool, err error) {
	s := string(head[:min(len(head), 4)])
	if s == "\xFF\xFE\x00\x00" || s == "\x00\x00\xFE\xFF" {
		return mark{}, false, errUTF32
	}
	for _, m := range []mark{
		{"\xEF\xBB\xBF", charsetUTF8},
		{"\xFF\xFE", charsetUTF16LE},
		{"\xFE\xFF", charsetUTF16BE},
		{"\x84\x31\x95\x33", charsetGB18030},
	} {
		if strings.HasPrefix(s, m.bytes) {
			return m, true, nil
		}
	}
	return mark{}, false, nil
}
