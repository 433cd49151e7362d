package score

import (
	"encoding/csv"
	"io"
	"strconv"
)

// Review writes findings for a person to mark right or wrong: a row a finding, in
// a form that spreadsheets open.
type Review struct {
	w    *csv.Writer
	head bool
	out  io.Writer
	lang string
}

// NewReview returns a Review that writes to w, its header in lang.
func NewReview(w io.Writer, lang string) *Review {
	return &Review{w: csv.NewWriter(w), out: w, lang: lang}
}

// reviewColumns are the headers of a review, in Chinese and English.
func reviewColumns() [][2]string {
	return [][2]string{
		{"判定", "verdict"}, {"备注", "note"}, {"规则", "rule"}, {"级别", "level"}, {"文件", "path"}, {"对话", "conversation"},
		{"轮次", "turn"}, {"行", "line"}, {"列", "column"}, {"原文", "match"}, {"句子", "sentence"}, {"说明", "message"}, {"指纹", "fingerprint"},
	}
}

// start writes the header, behind the mark by which spreadsheets know UTF-8.
func (r *Review) start() error {
	if r.head {
		return nil
	}
	r.head = true
	if _, err := io.WriteString(r.out, "\ufeff"); err != nil {
		return err
	}
	var head []string
	for _, c := range reviewColumns() {
		if r.lang == "en" {
			head = append(head, c[1])
		} else {
			head = append(head, c[0])
		}
	}
	return r.w.Write(head)
}

// Result adds the findings of a document, or of a part of it.
func (r *Review) Result(res Result) error {
	if err := r.start(); err != nil {
		return err
	}
	for _, c := range res.Conversations {
		for i := range c.Findings {
			f := &c.Findings[i]
			if f.Suppressed != nil {
				continue
			}
			row := []string{
				"", "", f.Rule, f.Level.String(), f.Path, c.ID, strconv.Itoa(f.Turn), strconv.Itoa(f.Start.Line), strconv.Itoa(f.Start.Column),
				f.Match, f.Sentence, f.Message, f.Fingerprint,
			}
			for k := range row {
				row[k] = cell(row[k])
			}
			if err := r.w.Write(row); err != nil {
				return err
			}
		}
	}
	r.w.Flush()
	return r.w.Error()
}

// Close ends the review; it does not close what is written to.
func (r *Review) Close() error {
	if err := r.start(); err != nil {
		return err
	}
	r.w.Flush()
	return r.w.Error()
}
