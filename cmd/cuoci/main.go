// Command cuoci checks the phrasing of Chinese service replies: it names the
// phrase that makes a customer feel refused, blamed or brushed off, says why,
// and what to say instead.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
