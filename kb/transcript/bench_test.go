package transcript

import (
	"os"
	"strings"
	"testing"
)

// BenchmarkRead reads a session as people paste them, and a log of 1 MiB.
func BenchmarkRead(b *testing.B) {
	for _, bc := range []struct {
		name, file string
		size       int
	}{
		{"session", "testdata/order/ftpexe-late.txt", 0},
		{"log", "testdata/lab/vsftpd-protocol-log-oops.txt", 1 << 20},
	} {
		src, err := os.ReadFile(bc.file)
		if err != nil {
			b.Fatal(err)
		}
		text := string(src)
		if bc.size > 0 {
			text = strings.Repeat(text, bc.size/len(text))
		}
		b.Run(bc.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Read(text)
			}
		})
	}
}
