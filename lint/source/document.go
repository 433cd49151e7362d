package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// Options say how a Document is read. The zero value reads plain text as one
// unit and detects its encoding.
type Options struct {
	Path     string // for messages, and for FormatAuto
	Format   Format
	Unit     Unit               // how plain text falls into Conversations
	Encoding string             // one of Encodings; empty: detect
	Speakers map[string]Speaker // names of speakers: 张三：… makes a line of plain text a turn, 张三 in data says whose it is
	Select   Selection          // what is text in a data file
	Speaker  Speaker            // who says lone texts; Unknown: the agent

	FrontMatter    bool // title and description of a page's front matter are read
	CustomerQuotes bool // block quotes of a page are the customer's words
}

// Document is one file or one stream.
type Document struct {
	options Options
	reader  io.Reader
	closer  io.Closer
	used    bool
	size    int64 // in bytes; 0 where it is not known

	directive func(Directive) // nil: nobody asks
}

// NewDocument returns a Document over r, which it does not close. Nothing is
// read before [Document.Conversations] is.
func NewDocument(r io.Reader, o Options) *Document {
	return &Document{options: o, reader: r}
}

// Open returns a Document over the file at path; o.Path is set to path if it is
// empty. An error is an [*Error] without line, or that of [CheckEncoding].
func Open(path string, o Options) (*Document, error) {
	if o.Path == "" {
		o.Path = path
	}
	if err := CheckEncoding(o.Encoding); err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Clean(path))
	if err != nil {
		return nil, &Error{Path: o.Path, Err: withoutPath(err)}
	}
	d := NewDocument(f, o)
	d.closer = f
	if info, err := f.Stat(); err == nil {
		if info.IsDir() {
			return nil, errors.Join(&Error{Path: o.Path, Err: errors.New("is a directory")}, f.Close())
		}
		d.size = info.Size()
	}
	return d, nil
}

// withoutPath returns what went wrong, for an Error that names the path itself.
func withoutPath(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// Close closes the file that [Open] opened; for other Documents it does nothing.
func (d *Document) Close() error {
	if d.closer == nil {
		return nil
	}
	c := d.closer
	d.closer = nil
	if err := c.Close(); err != nil {
		return &Error{Path: d.options.Path, Err: withoutPath(err)}
	}
	return nil
}

// Conversations yields what the Document holds, in the order of the file, and
// stops after the first error, which comes with a nil Conversation and is an
// [*Error]. Memory does not grow with the length of the file, but for plain
// text that is read as one unit. A Document can be read once.
func (d *Document) Conversations() iter.Seq2[*Conversation, error] {
	return func(yield func(*Conversation, error) bool) {
		if d.used {
			yield(nil, &Error{Path: d.options.Path, Err: errors.New("the document was read before")})
			return
		}
		d.used = true
		s := &stream{path: d.options.Path, r: d.reader, size: d.size, directive: d.directive}
		r, err := d.begin(s)
		if err == nil {
			err = r.read(func(c *Conversation) bool {
				d.options.attribute(c)
				return yield(c, nil)
			})
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

// attribute gives a lone text to the speaker that the options name. In a
// conversation, and of a question, the file says who speaks.
func (o *Options) attribute(c *Conversation) {
	if o.Speaker == Unknown || c.Dialog {
		return
	}
	for i := range c.Turns {
		if c.Turns[i].Speaker == Agent {
			c.Turns[i].Speaker = o.Speaker
		}
	}
}

// errStopped says that the consumer wants no more.
var errStopped = errors.New("stopped")

// A reader yields the conversations of a stream. It returns errStopped when
// yield returned false.
type reader interface {
	read(yield func(*Conversation) bool) error
}

// begin returns the reader of the format. A workbook is no text: it has neither
// an encoding nor lines.
func (d *Document) begin(s *stream) (reader, error) {
	if d.format() == FormatXLSX {
		return &xlsxReader{stream: s, selected: d.options.Select, speakers: d.options.Speakers}, nil
	}
	if err := s.begin(d.options.Encoding); err != nil {
		return nil, err
	}
	return d.newReader(s)
}

func (d *Document) newReader(s *stream) (reader, error) {
	switch f := d.format(); {
	case f == FormatJSONL:
		return newJSONLReader(s, d.gatherer(s)), nil
	case f == FormatCSV:
		return &csvReader{stream: s, comma: ',', table: table{selected: d.options.Select, speakers: d.options.Speakers, direct: s.direct}}, nil
	case f == FormatTSV:
		return &csvReader{stream: s, comma: '\t', table: table{selected: d.options.Select, speakers: d.options.Speakers, direct: s.direct}}, nil
	case f == FormatJSON:
		return &jsonReader{stream: s, gather: d.gatherer(s)}, nil
	case f == FormatYAML:
		return &yamlReader{stream: s, gather: d.gatherer(s)}, nil
	case f == FormatMail:
		return &mailReader{stream: s}, nil
	case f == FormatVTT, f == FormatSRT:
		return &cueReader{stream: s, names: d.options.Speakers, vtt: f == FormatVTT, waiting: waiting{stream: s}}, nil
	case f == FormatMarkdown, f == FormatMDX:
		return &markdownReader{
			stream: s, mdx: f == FormatMDX, quotes: d.options.CustomerQuotes, frontMatter: d.options.FrontMatter,
		}, nil
	case f == FormatHTML:
		return &htmlReader{stream: s, quotes: d.options.CustomerQuotes}, nil
	case f != FormatText:
		return nil, s.fail(fmt.Errorf("unknown format %d", f))
	case d.options.Unit > UnitLine:
		return nil, s.fail(fmt.Errorf("unknown unit %d", d.options.Unit))
	case d.options.Unit == UnitLine:
		return &textReader{stream: s, unit: UnitLine, waiting: waiting{stream: s}}, nil
	}
	head := s.peek()
	if d.options.Format == FormatAuto && looksLikeMail(head) {
		return &mailReader{stream: s}, nil
	}
	if l, blanks := detectLayout(head, d.options.Speakers); l != layoutPlain {
		return &transcriptReader{stream: s, names: d.options.Speakers, layout: l, blanks: blanks, waiting: waiting{stream: s}}, nil
	}
	return &textReader{stream: s, unit: d.options.Unit, waiting: waiting{stream: s}}, nil
}

func (d *Document) gatherer(s *stream) *gatherer {
	return &gatherer{stream: s, selected: d.options.Select, speakers: d.options.Speakers}
}

func (d *Document) format() Format {
	if d.options.Format != FormatAuto {
		return d.options.Format
	}
	f, _ := FormatOf(d.options.Path)
	return f
}
