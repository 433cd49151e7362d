package source

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxUnzipped is how many bytes of a workbook's part are unpacked: parts are
// read as a stream, so that this bounds the time and not the memory.
const maxUnzipped = 128 << 20

// xlsxReader reads a workbook: the rows of its sheets, or of those that are
// selected, each sheet a table of its own. A cell has no place in the file, so
// that each is a Block of its own, and its Location says where it stands.
//
// It goes through the XML itself. excelize, which the tests hold it against,
// ends a sheet in silence where its XML breaks off, unpacks what a file of some
// kilobytes makes a gigabyte, and costs every start of the program 2 to 4 ms.
type xlsxReader struct {
	stream   *stream
	selected Selection
	speakers map[string]Speaker // declared names
}

func (r *xlsxReader) read(yield func(*Conversation) bool) error {
	if err := r.stream.all(); err != nil {
		return err
	}
	if err := isWorkbook(r.stream.buf); err != nil {
		return r.stream.fail(err)
	}
	w, err := openXLSX(r.stream.buf, maxUnzipped)
	if err != nil {
		return r.stream.fail(fmt.Errorf("not a workbook that can be read: %w", err))
	}
	return r.sheets(w, yield)
}

// isWorkbook tells by the first bytes what a file is that is no workbook.
func isWorkbook(data []byte) error {
	utf16 := func(s string) []byte { return []byte(strings.Join(strings.Split(s, ""), "\x00")) }
	switch {
	case len(data) == 0:
		return errors.New("an empty file is no workbook")
	case bytes.HasPrefix(data, []byte("PK")):
		return nil
	case !bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return errors.New("not a workbook: it does not begin as an .xlsx file does")
	case bytes.Contains(data, utf16("EncryptedPackage")):
		return errors.New("the workbook is protected by a password: save it without one")
	default:
		return errors.New("a workbook of an old format (.xls): save it as .xlsx")
	}
}

// sheets reads the sheets. One in which nothing is selected is passed over, but
// where none is left, or where it was named.
func (r *xlsxReader) sheets(w *workbook, yield func(*Conversation) bool) error {
	for _, name := range r.selected.Sheets {
		if !slices.ContainsFunc(w.sheets, func(s sheet) bool { return s.name == name }) {
			return r.stream.fail(fmt.Errorf("no sheet %q: the sheets are %s", name, w.names()))
		}
	}
	var passed error // why the first sheet was passed over
	count, read := 0, false
	for _, s := range w.sheets {
		named := slices.Contains(r.selected.Sheets, s.name)
		if len(r.selected.Sheets) > 0 && !named {
			continue
		}
		t := &table{selected: r.selected, speakers: r.speakers, count: count, direct: r.stream.direct}
		err := w.read(&s, t, yield)
		switch {
		case errors.Is(err, errStopped):
			return err
		case errors.Is(err, ErrNoText) && !named:
			passed = cmp.Or(passed, err)
			continue
		case err != nil:
			return r.stream.fail(fmt.Errorf("sheet %q: %w", s.name, err))
		}
		read = read || t.rows > 0
		count = t.count
	}
	if passed != nil && !read {
		return r.stream.fail(passed)
	}
	return nil
}

// workbook is an open workbook.
type workbook struct {
	parts   map[string]*zip.File // by their names in lower case
	limit   int
	sheets  []sheet
	strings sharedStrings
	dates   []bool // of each style of cells: its numbers are times
	from    epoch
}

// sheet is a sheet of a workbook, and the part that holds it.
type sheet struct{ name, part string }

func (w *workbook) names() string {
	names := make([]string, len(w.sheets))
	for i, s := range w.sheets {
		names[i] = fmt.Sprintf("%q", s.name)
	}
	return strings.Join(names, ", ")
}

// openXLSX reads what a workbook says of its sheets, and its strings; limit is
// how many bytes of a part are unpacked.
func openXLSX(data []byte, limit int) (*workbook, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	w := &workbook{parts: make(map[string]*zip.File, len(z.File)), limit: limit}
	for _, f := range z.File {
		w.parts[partName(f.Name)] = f
	}
	if err := w.readBook(); err != nil {
		return nil, err
	}
	return w, nil
}

// partName gives names of parts one form: they are the same in any case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// errUnpacked says that a part is over the limit.
var errUnpacked = fmt.Errorf("more than %d MiB unpacked", maxUnzipped>>20)

// errLongString says the same of a single string.
var errLongString = fmt.Errorf("a string of more than %d MiB", maxRecord>>20)

// open opens a part; ok is false where there is none.
func (w *workbook) open(name string) (r *bounded, ok bool, err error) {
	f := w.parts[partName(name)]
	if f == nil {
		return nil, false, nil
	}
	part, err := f.Open()
	if err != nil {
		return nil, true, fmt.Errorf("%s: %w", name, err)
	}
	return &bounded{ReadCloser: part, left: w.limit}, true, nil
}

// bounded ends what is too much with an error, whatever its head said: a part,
// or a stretch of it without an element, which the decoder holds in memory.
type bounded struct {
	io.ReadCloser
	left int
	text int   // bytes since the last element began
	over error // what was too much
}

func (l *bounded) Read(p []byte) (int, error) {
	n, err := l.ReadCloser.Read(p)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		l.text = n - i
	} else {
		l.text += n
	}
	switch l.left -= n; {
	case l.left < 0:
		l.over = errUnpacked
	case l.text > maxRecord:
		l.over = errLongString
	default:
		return n, err
	}
	return 0, l.over
}
