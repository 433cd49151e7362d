package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

var update = flag.Bool("update", false, "write the golden parts of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"cuoci": main})
}

// TestScripts runs testdata/script with the small pack testdata/packs/demo.yaml
// as demo.yaml, testdata/drafts as drafts, and two workbooks, which a script
// cannot hold.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": exitStatus, "encode": encode, "nul": nul,
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "")
			e.Setenv("TERM", "xterm")
			if err := copyFile("../../testdata/packs/demo.yaml", filepath.Join(e.WorkDir, "demo.yaml")); err != nil {
				return err
			}
			if err := os.Mkdir(filepath.Join(e.WorkDir, "drafts"), 0o755); err != nil {
				return err
			}
			for _, name := range []string{"sample.txt", "clean.txt"} {
				if err := copyFile("../../testdata/drafts/"+name, filepath.Join(e.WorkDir, "drafts", name)); err != nil {
					return err
				}
			}
			return books(e.WorkDir)
		},
	})
}

// books writes workbooks: data/cannot.xlsx and book/you.xlsx of a shape that is known, and
// unknown/f.xlsx, which is not.
func books(dir string) error {
	for name, head := range map[string][]any{"data/cannot.xlsx": {"问题", "话术"}, "book/you.xlsx": {"问题", "话术"}, "unknown/f.xlsx": {"问法", "说法"}} {
		f := excelize.NewFile()
		sheet := "话术"
		if strings.HasPrefix(name, "unknown") {
			sheet = "甲"
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(
			f.SetSheetName("Sheet1", sheet),
			f.SetSheetRow(sheet, "A1", &head),
			f.SetSheetRow(sheet, "A2", &[]any{"能退吗", map[bool]string{true: "你的订单可以退", false: "我不能退"}[strings.HasPrefix(name, "book")]}),
			os.MkdirAll(filepath.Dir(path), 0o755),
			f.SaveAs(path),
		); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// exitStatus is the command status: status N program args… runs a program that
// must end with exit status N.
func exitStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// nul is the command nul: nul file writes a file that is no text.
func nul(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: nul file")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("\x00\x01\x02\x00我不能退"), 0o644))
}

// encode is the command encode: encode ENCODING file writes a file anew in
// another encoding.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: encode ENCODING file")
	}
	encodings := map[string]encoding.Encoding{
		"gb18030": simplifiedchinese.GB18030,
		"big5":    traditionalchinese.Big5,
		"utf8bom": unicode.UTF8BOM,
		"utf16":   unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	}
	e, ok := encodings[args[0]]
	if !ok {
		ts.Fatalf("unknown encoding %q", args[0])
	}
	out, err := e.NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o644))
}
