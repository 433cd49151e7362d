package report

// unread stands for a rule where a file could not be read to its end, in formats
// that know nothing but findings. What was not read is not clean.
const unread = "cuoci/unread"

// failure is what an error says, on one line of a bearable length.
func failure(e wireError) string { return shorten(visible(e.Message)) }
