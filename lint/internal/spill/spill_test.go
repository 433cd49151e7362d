package spill

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// TestBuffer reads back what was written, before and after it went to a file,
// as often as one likes, and leaves no file behind.
func TestBuffer(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	for _, size := range []int{0, 1, most - 1, most, 3*most + 17} {
		var b Buffer
		want := make([]byte, 0, size)
		for len(want) < size {
			part := bytes.Repeat([]byte{byte(len(want) % 251)}, min(4093, size-len(want)))
			if n, err := b.Write(part); n != len(part) || err != nil {
				t.Fatalf("wrote %d of %d bytes: %v", n, len(part), err)
			}
			want = append(want, part...)
		}
		if spilled := b.Spilled(); spilled != (size >= most) {
			t.Errorf("%d bytes: in a file is %t", size, spilled)
		}
		for range 2 {
			got, err := io.ReadAll(b.Reader())
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes: read back %d others: %v", size, len(got), err)
			}
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%d bytes: %d files are left behind: %v", size, len(left), err)
		}
	}
}

// TestBufferNowhere tells that there is no place for a file.
func TestBufferNowhere(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/gone")
	t.Setenv("TMP", t.TempDir()+"/gone")
	var b Buffer
	if _, err := b.Write(make([]byte, most)); err == nil {
		t.Error("no error, though nothing could be kept")
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}
