package page

import (
	"bufio"
	"bytes"
	"encoding/json"
	"html/template"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
)

// rendered is a conversation on its way from the spill to the page.
type rendered struct {
	raw []byte // as it lay in the spill
	out bytes.Buffer
	err error
}

// render makes the element that holds a conversation: text for the browser, until
// the page's script reads it as markup.
func (r *rendered) render(tmpl *template.Template) error {
	var c conversation
	if err := json.Unmarshal(r.raw, &c); err != nil {
		return err
	}
	r.out.Reset()
	if err := tmpl.ExecuteTemplate(&r.out, "open", c.Number); err != nil {
		return err
	}
	if err := tmpl.ExecuteTemplate(&r.out, "conversation", &c); err != nil {
		return err
	}
	_, err := r.out.WriteString("</script>\n")
	return err
}

// conversations writes the conversations that the page has room for, in order.
// They are rendered some at a time, on all processors.
func (p *writer) conversations(b *bufio.Writer, tmpl *template.Template) error {
	const each = 32 // for a processor: some are long
	workers := runtime.GOMAXPROCS(0)
	batch := make([]rendered, 0, each*workers)
	flush := func() error {
		var next atomic.Int64
		var wait sync.WaitGroup
		for range workers {
			wait.Go(func() {
				for {
					i := int(next.Add(1)) - 1
					if i >= len(batch) {
						return
					}
					batch[i].err = batch[i].render(tmpl)
				}
			})
		}
		wait.Wait()
		for i := range batch {
			if batch[i].err != nil {
				return batch[i].err
			}
			if _, err := batch[i].out.WriteTo(b); err != nil {
				return err
			}
		}
		batch = batch[:0]
		return nil
	}
	err := p.each(func(raw []byte) error {
		batch = batch[:len(batch)+1]
		r := &batch[len(batch)-1]
		r.raw = append(r.raw[:0], raw...)
		if len(batch) == cap(batch) {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// each reads the conversations that the page has room for from the spill, in
// order. What do gets is valid until it returns.
func (p *writer) each(do func(raw []byte) error) error {
	r := bufio.NewReaderSize(p.kept.Reader(), 1<<16)
	var raw []byte
	for _, k := range p.known {
		if k.forgotten {
			if _, err := io.CopyN(io.Discard, r, int64(k.size)); err != nil {
				return err
			}
			continue
		}
		raw = append(raw[:0], make([]byte, k.size)...)
		if _, err := io.ReadFull(r, raw); err != nil {
			return err
		}
		if err := do(raw); err != nil {
			return err
		}
	}
	return nil
}
