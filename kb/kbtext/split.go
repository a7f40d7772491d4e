package kbtext

import (
	"bytes"
	"errors"
	"io"
	"iter"
)

// readSize is how much of a stream is read at a time.
const readSize = 64 << 10

// maxStart is the length within which a DOCUMENT line and the word TITLE on the
// line after it have to stand.
const maxStart = 1 << 10

// Split cuts a stream of one or several articles. It yields the bytes of each,
// which belong to the caller; the yielded parts make up the stream. An article
// begins with a DOCUMENT line that a TITLE line follows. It may follow the legal
// text of the one before on the same line, as in files without a line end that
// were put together.
//
// What cannot be yielded is told by a *kb.ParseError with the line of the stream
// on which it begins, and Split goes on behind it: an article over the limit
// (ErrTooLarge), and text before the first article (ErrNotArticle). An error
// from r ends the sequence. At most one article and one read are kept in memory.
func Split(r io.Reader, opt Options) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		s := splitter{r: r, opt: opt, line: 1, yield: yield}
		s.run()
	}
}

// splitter is the state of Split.
type splitter struct {
	r     io.Reader
	opt   Options
	yield func([]byte, error) bool

	buf     []byte // what was read and is still needed
	from    int    // offset in buf of the part that is being read
	scanned int    // offset in buf before which no other article begins
	line    int    // line of the stream on which the part begins
	inside  bool   // the part begins with the beginning of an article
	drop    bool   // the part is not wanted; its error has been told
	eof     bool
}

// run yields the parts of the stream.
func (s *splitter) run() {
	for {
		if at, ok := s.next(); ok {
			if !s.cut(at) {
				return
			}
			continue
		}
		if s.eof {
			s.finish()
			return
		}
		if !s.check() {
			return
		}
		if err := s.read(); err != nil {
			s.yield(nil, err)
			return
		}
	}
}

// read reads more of the stream, into the place of what is no longer needed.
func (s *splitter) read() error {
	s.discard(s.from)
	n := len(s.buf)
	if cap(s.buf)-n < readSize {
		s.buf = append(make([]byte, 0, 2*n+readSize), s.buf...)
	}
	for range 100 {
		got, err := s.r.Read(s.buf[n : n+readSize])
		s.buf = s.buf[:n+got]
		if errors.Is(err, io.EOF) {
			s.eof, err = true, nil
		}
		if got > 0 || s.eof || err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

// discard forgets the first n bytes of buf.
func (s *splitter) discard(n int) {
	if n == 0 {
		return
	}
	s.buf = s.buf[:copy(s.buf, s.buf[n:])]
	s.from -= n
	s.scanned -= n
}

// next returns the offset of the next beginning of an article in buf.
func (s *splitter) next() (int, bool) {
	for at := s.scanned; ; {
		i := bytes.Index(s.buf[at:], []byte("DOCUMENT"))
		if i < 0 {
			s.scanned = max(s.scanned, len(s.buf)-len("DOCUMENT"))
			return 0, false
		}
		at += i
		start, yes, enough := startsAt(s.buf[s.from:], at-s.from, s.eof)
		if !enough {
			s.scanned = at
			return 0, false
		}
		if yes {
			return s.from + start, true
		}
		at += len("DOCUMENT")
		s.scanned = at
	}
}

// startsAt reports whether an article begins with the word DOCUMENT at an offset
// of buf, and where: a byte order mark may go before it. It needs to see the
// beginning of the line after it.
func startsAt(buf []byte, at int, eof bool) (start int, yes, enough bool) {
	rest := buf[at:]
	window := rest[:min(len(rest), maxStart)]
	start = at - len(bom)
	if start < 0 || string(buf[start:at]) != bom {
		start = at
	}
	if !lineStart(buf[:start]) {
		return 0, false, true
	}
	full := eof || len(window) == maxStart
	end := bytes.IndexAny(window, "\r\n")
	if end < 0 {
		return 0, false, full
	}
	if !bytes.HasPrefix(bytes.TrimLeft(window[len("DOCUMENT"):end], " \t"), []byte(":")) {
		return 0, false, true
	}
	next := bytes.TrimLeft(window[end:], "\r\n")
	if len(next) < len("TITLE") {
		return 0, false, full
	}
	return start, bytes.HasPrefix(next, []byte("TITLE")), true
}

// lineStart reports whether what follows before begins a line, or an article
// that was put right behind the last line of another one.
func lineStart(before []byte) bool {
	n := len(before)
	if n == 0 || before[n-1] == '\n' || before[n-1] == '\r' {
		return true
	}
	line := before[max(0, n-80):]
	if i := bytes.LastIndexAny(line, "\r\n"); i >= 0 {
		return bytes.HasPrefix(line[i+1:], []byte("Copyright ")) || len(bytes.TrimPrefix(line[i+1:], []byte(bom))) == 0
	}
	return string(before) == bom
}

// cut ends the part at an offset at which an article begins, and begins the next
// part there. Blank lines before the first article belong to it.
func (s *splitter) cut(at int) bool {
	s.scanned = at + len(bom) + 1
	part := s.buf[s.from:at]
	if !s.inside && !s.drop && len(skipSpace(part)) == 0 {
		s.inside = true
		return true
	}
	ok := s.emit(part)
	s.line += countLines(part)
	s.from, s.inside, s.drop = at, true, false
	return ok
}

// emit yields a copy of a part, or the error that it stands for.
func (s *splitter) emit(part []byte) bool {
	switch {
	case s.drop:
		return true
	case !s.inside && !Sniff(part):
		err := foreign(part)
		err.Line += s.line - 1
		return s.yield(nil, err)
	case len(part) > s.opt.limit():
		return s.yield(nil, tooLarge(s.line, s.opt))
	}
	return s.yield(bytes.Clone(part), nil)
}

// finish yields the last part.
func (s *splitter) finish() {
	if part := s.buf[s.from:]; len(part) > 0 || s.line == 1 && !s.drop {
		s.emit(part)
	}
}

// check gives up a part that is over the limit, and forgets what was read of it
// but for what may begin an article.
func (s *splitter) check() bool {
	if len(s.buf)-s.from <= s.opt.limit()+maxStart {
		return true
	}
	ok := s.drop || s.giveUp()
	keep := max(s.scanned-maxStart, s.from)
	if keep > s.from && s.buf[keep-1] == '\r' {
		keep--
	}
	s.line += countLines(s.buf[s.from:keep])
	s.from = keep
	return ok
}

// giveUp tells the error of a part that is too large to be kept.
func (s *splitter) giveUp() bool {
	defer func() { s.drop, s.inside = true, false }()
	if s.inside || Sniff(s.buf[s.from:]) {
		return s.yield(nil, tooLarge(s.line, s.opt))
	}
	return s.emit(s.buf[s.from:])
}
