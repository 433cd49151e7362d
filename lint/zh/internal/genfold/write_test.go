package genfold

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestTablesAreFresh(t *testing.T) {
	out := t.TempDir()
	if err := Write(".", out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"fold.bin", "tables_gen.go"} {
		want, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go generate ./lint/zh", name)
		}
	}
}

func TestOwnTableErrors(t *testing.T) {
	for name, line := range map[string]string{
		"long target":        "妳\t你们",
		"long source":        "妳们\t你",
		"no neighbour":       "[著]\t着",
		"long focus":         "[著名]\t着",
		"no line of its own": "[妳]们\t你",
		"unstable neighbour": "著\t着\n[著]麼\t着",
		"unstable target":    "著\t着\n[著]名\t麼",
		"no tab":             "著 着",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range map[string]string{
				"TSCharacters.txt": "# none\n麼\t么\n", "classes.txt": "# none\n", "own.txt": line + "\n",
			} {
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := Write(dir, t.TempDir()); err == nil {
				t.Errorf("own.txt with %q gave no error", line)
			}
		})
	}
}
