// Package source reads files into text that knows where it came from.
//
// A [Document] is one file or one stream. It yields [Conversation] values one
// at a time; each holds one or more turns, and the [Text] of a turn maps any
// span of its decoded characters back to the bytes of the file as it stands on
// disk. Two maps lie on top of each other: a [Block] maps decoded text to file
// bytes (the charset), and a Text maps its own characters to the Block's text
// (escapes, soft breaks). Nothing is ever searched for again to find its place.
//
// Offsets and spans are counted in bytes and half-open. Offsets into a Text are
// offsets into its UTF-8 string; offsets in a [Span] or a [Position] are
// offsets into the file. Lines and columns count from 1, columns in code
// points. A line ends at \n, at \r\n, or at an \r that no \n follows.
//
// A reader either reads everything or says what it could not read: bytes that
// cannot be decoded, damaged records and passed limits are errors of type
// [*Error] that name the place, and end the Document.
package source
