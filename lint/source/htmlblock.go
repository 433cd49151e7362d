package source

import "slices"

// structure reads the start or end tag of a block; the block before it has
// ended.
func (w *htmlWalker) structure(name string, kind tagKind, isEnd bool) {
	switch kind {
	case tagHeading, tagTerm:
		w.role = tagUnknown
		if !isEnd {
			if name == "dt" {
				w.closeSibling("dd", "dl")
			}
			w.role, w.level = kind, int(name[1]-'0')
			w.unpack()
		}
	case tagTable:
		if isEnd {
			w.endTable()
			return
		}
		w.unpack()
		depth := 0
		if w.table != nil {
			depth = w.table.depth + 1
		}
		if depth < maxTables {
			w.table = &htmlTable{outer: w.table, depth: depth}
		}
	case tagRow, tagCell:
		if w.table != nil {
			w.cell(kind, isEnd, name == "th")
		}
	case tagHolder:
		if isEnd {
			w.closeNamed(name)
			return
		}
		w.hold(name)
	case tagBlock:
		if name == "title" {
			w.role = tagUnknown
			if !isEnd && len(w.open) == 0 {
				w.role = tagBlock
			}
		}
	default:
	}
}

// hold opens a container. Items and descriptions end the one before them.
func (w *htmlWalker) hold(name string) {
	switch name {
	case "li":
		w.closeSibling("li", "ul", "ol", "menu", "dir")
	case "dd":
		w.closeSibling("dd", "dl")
	case "details", "blockquote", "dl":
		w.unpack()
	}
	if len(w.open) >= maxOpen {
		return
	}
	o := openElement{name: name}
	if w.table == nil || w.table.layout || !w.table.inCell {
		switch name {
		case "blockquote":
			o.quote, o.entered = w.page.quotes, true
		case "li", "dd", "details", "dl":
			o.entered = true
		}
	}
	w.open = append(w.open, o)
	if o.entered {
		w.page.enter()
	}
	if o.quote {
		w.page.quoted++
	}
}

// closeSibling closes the innermost element of a name, unless one of the others
// was opened in it.
func (w *htmlWalker) closeSibling(name string, unless ...string) {
	for i, o := range slices.Backward(w.open) {
		if slices.Contains(unless, o.name) {
			return
		}
		if o.name == name {
			w.close(i)
			return
		}
	}
}

// closeNamed closes the innermost element of a name and all in it.
func (w *htmlWalker) closeNamed(name string) {
	for i, o := range slices.Backward(w.open) {
		if o.name == name {
			w.close(i)
			return
		}
	}
}

// close closes the element at an index and all in it.
func (w *htmlWalker) close(at int) {
	for _, o := range slices.Backward(w.open[at:]) {
		if o.quote {
			w.page.quoted--
		}
		if o.entered {
			w.page.leave()
		}
	}
	w.open = w.open[:at]
}

// cell reads the start or end tag of a row or cell.
func (w *htmlWalker) cell(kind tagKind, isEnd, isHead bool) {
	t := w.table
	if kind == tagRow {
		w.endRow()
		t.heads = true
		return
	}
	t.inCell = !isEnd
	if !isEnd {
		t.cells = append(t.cells, nil)
		t.heads = t.heads && isHead
	}
}

// endRow adds the row that was read.
func (w *htmlWalker) endRow() {
	t := w.table
	cells := t.cells
	t.cells, t.inCell = nil, false
	if len(cells) == 0 || t.layout {
		return
	}
	if t.rows == 0 {
		t.head = t.heads || w.namesColumns(cells)
	}
	w.page.row(&t.pageTable, cells)
}

// namesColumns tells whether a row without header cells is a header: it names a
// column that is the customer's.
func (w *htmlWalker) namesColumns(cells [][]passage) bool {
	for _, c := range cells {
		if customerColumn(w.page.cellText(c)) {
			return len(cells) > 1
		}
	}
	return false
}

// unpack gives what was read of a row to the page: a table whose cells hold
// headings or tables is a way to lay out a page.
func (w *htmlWalker) unpack() {
	for t := w.table; t != nil; t = t.outer {
		if t.layout || !t.inCell {
			continue
		}
		cells := t.cells
		t.cells, t.layout = nil, true
		for _, c := range cells {
			for _, x := range c {
				w.page.para(x)
			}
		}
	}
}

func (w *htmlWalker) endTable() {
	if w.table != nil {
		w.endRow()
		w.table = w.table.outer
	}
}
