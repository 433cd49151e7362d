package dictfile

// MaxID is the highest class and the highest value that a head has room for.
const MaxID = 1<<14 - 1

// MaxBase is the highest base that a head has room for.
const MaxBase = 1<<22 - 1

// BucketSize is the number of heads in a bucket.
const BucketSize = 4

// Two looks up the node below characters of classes a and b. Where no word
// begins with them, ok is false. value is 0 unless they are a word; base is 0
// unless there are longer words.
func (x *Index) Two(a, b uint32) (base, value uint32, ok bool) {
	h := x.Head(a, b)
	return h.Base(), h.Value(), h.Begins()
}

// Head looks up the entry of characters of classes a and b. Where no word begins
// with them it says nothing but their classes.
func (x *Index) Head(a, b uint32) Head {
	none := MakeHead(a, b, 0, 0)
	for at := HeadBucket(a, b, x.Buckets); ; {
		for i := range uint32(BucketSize) {
			h := Head(Uint64(x.heads, int(at*BucketSize+i)*8))
			if h.Of(a, b) {
				return h
			}
			if h == 0 {
				return none
			}
		}
		if at++; at == x.Buckets {
			at = 0
		}
	}
}

// Head is an entry of the table over first and second characters: bits 0–13
// the second class, 14–27 the first, 28–41 the value, 42–63 the base. 0 is an
// empty place; there is at least one in the table.
type Head uint64

// MakeHead packs a Head.
func MakeHead(a, b, value, base uint32) Head {
	return Head(uint64(b) | uint64(a)<<14 | uint64(value)<<28 | uint64(base)<<42)
}

// Value returns the value of the word of two characters, 0 if it is none.
func (h Head) Value() uint32 { return uint32(h>>28) & MaxID }

// Base returns where the children are, 0 if there are none.
func (h Head) Base() uint32 { return uint32(h >> 42) }

// Begins reports whether some word begins with the two characters.
func (h Head) Begins() bool { return h>>28 != 0 }

// Of reports whether the entry is of characters of classes a and b.
func (h Head) Of(a, b uint32) bool { return uint32(h)&(1<<28-1) == a<<14|b }

// HeadBucket is the bucket at which the search for the classes a and b begins,
// out of n. It goes on in the next one if a bucket is full.
func HeadBucket(a, b, n uint32) uint32 {
	h := (a<<14 | b) * 0x9E3779B1
	h = (h ^ h>>15) * 0x2C1B3C6D
	return uint32(uint64(h) * uint64(n) >> 32)
}
