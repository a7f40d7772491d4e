package ingest

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"io"
	"io/fs"
	"strings"
)

// WholePaths is the comment of a PAX global header that begins a tar archive
// whose names are whole: an only outermost folder belongs to them. Archives that
// export articles have it, so that importing them gives the same names.
const WholePaths = "kbadvisor: whole paths"

// outermost finds the one folder that everything in an archive is in. Names leave
// it out, so that an archive of a folder gives the same names as the folder.
type outermost struct {
	folder string // with the slash, empty when nothing was seen or there is none
}

// see looks at the name of one entry. It reports whether more have to be seen.
func (o *outermost) see(name string) bool {
	clean, err := cleanName(name)
	if err != nil || hidden(clean) != "" {
		return true
	}
	i := strings.IndexByte(clean, '/')
	if i < 0 || o.folder != "" && clean[:i+1] != o.folder {
		o.folder = ""
		return false
	}
	o.folder = clean[:i+1]
	return true
}

// outermostOfZip looks at the directory of a zip archive.
func outermostOfZip(z *zip.Reader) string {
	var o outermost
	for _, f := range z.File {
		if f.Mode().IsRegular() && !o.see(f.Name) {
			break
		}
	}
	return o.folder
}

// lookAhead looks at the names in a tar archive before it is read: mostly at a
// few of them, at all when they are in one folder. What cannot be read counts as
// not there; reading the archive will tell.
func (c *container) lookAhead(open func() (fs.File, error)) {
	f, err := open()
	if err != nil {
		return
	}
	defer f.Close()
	b := c.newBudget(0)
	b.consumed = func(int) {}
	var r io.Reader = bufio.NewReaderSize(b.packed(f), 64<<10)
	head, _ := r.(*bufio.Reader).Peek(sniffLen)
	if pack := sniff(head); pack == packGz || pack == packZst {
		dec, err := decompress(r, pack)
		if err != nil {
			return
		}
		defer dec.Close()
		r = bufio.NewReaderSize(dec, 64<<10)
		head, _ = r.(*bufio.Reader).Peek(sniffLen)
	}
	if isTar(head) {
		c.outermost = outermostOfTar(b, b.unpacked(r, &b.out))
	}
}

func outermostOfTar(b *budget, r io.Reader) string {
	var o outermost
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if err != nil || b.entry() != nil {
			return o.folder
		}
		if h.Typeflag == tar.TypeXGlobalHeader && h.PAXRecords["comment"] == WholePaths {
			return ""
		}
		if h.Typeflag == tar.TypeReg && !o.see(h.Name) {
			return ""
		}
	}
}
