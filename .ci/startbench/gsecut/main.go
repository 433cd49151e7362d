// Command gsecut is what anyone would write to cut a text with gse: it loads the embedded dictionaries and cuts standard input.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/go-ego/gse"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	seg, err := gse.NewEmbed()
	if err != nil {
		panic(err)
	}
	fmt.Println(seg.Cut(string(text)))
}
