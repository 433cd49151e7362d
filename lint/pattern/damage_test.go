package pattern

import (
	"encoding/binary"
	"hash/crc32"
)

// damaged flips a bit of an image's body and mends the checksum.
func damaged(image string, at int) string {
	b := []byte(image)
	body := b[len(imageMagic)+4:]
	body[(at/8)%len(body)] ^= 1 << (at % 8)
	binary.LittleEndian.PutUint32(b[len(imageMagic):], crc32.ChecksumIEEE(body))
	return string(b)
}
