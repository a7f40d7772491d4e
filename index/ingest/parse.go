package ingest

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"

	"kbadvisor/kb"
	"kbadvisor/kb/kbfile"
	"kbadvisor/kb/kbmark"
)

// parse does the work on one file. It runs in a worker.
func (p *pipeline) parse(j *job) {
	defer close(j.done)
	if err := p.parseFile(j); err != nil {
		j.results = []result{{err: err}}
	}
}

// parseFile loads and parses a file. The error is that of a parser that panics.
func (p *pipeline) parseFile(j *job) (err error) {
	defer p.recovered(j.file, &err)
	if j.open != nil && !p.load(j) {
		return nil
	}
	if id, ok := p.unchanged(j); ok {
		j.results = []result{{same: id}}
		return nil
	}
	if pack := sniff(j.data); pack != plain {
		j.results = []result{{err: errors.New(nested(pack)), skip: true}}
		return nil
	}
	p.parseData(j)
	return nil
}

// recovered turns a panic of a parser into an error: one file must not end the
// import, or the server around it.
func (p *pipeline) recovered(f file, err *error) {
	if r := recover(); r != nil {
		p.cfg.Logger.Error("import: parser panics", "name", f.shown, "panic", r, "stack", string(debug.Stack()))
		*err = fmt.Errorf("the parser fails on it, please report this: %v", r)
	}
}

// load reads the file. It reports whether there is something to parse.
func (p *pipeline) load(j *job) bool {
	data, err := p.readFile(j.open)
	p.meter.consumed(len(data))
	pack := sniff(data)
	switch {
	case err != nil:
		j.results = []result{{err: plainError(err), broken: true}}
	case pack != plain && !pack.supported():
		j.results = []result{{err: unsupported(pack), skip: !j.root, broken: j.root}}
	case pack != plain || len(data) > p.cfg.Limits.MaxArticle:
		p.meter.consumed(-len(data)) // it is read anew
		j.stream = openContainer(j.file, j.open)
	default:
		j.data = data
		return true
	}
	return false
}

// readFile reads a file, but no more of it than shows that it is too large.
func (p *pipeline) readFile(open func() (fs.File, error)) ([]byte, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return readUpTo(f, p.cfg.Limits.MaxArticle+1, info.Size())
}

// unchanged reports whether the engine has the file's bytes as one article under
// the file's name. Parsing them again would give the same article.
func (p *pipeline) unchanged(j *job) (kb.ID, bool) {
	id, s, ok := p.known.named(j.key())
	if !ok {
		return "", false
	}
	return id, s.hash == sha256.Sum256(j.data)
}

// parseData parses a file that was read as a whole.
func (p *pipeline) parseData(j *job) {
	if !mayHoldSeveral(j.data) {
		a, err := kbfile.Parse(j.data, j.name, p.cfg.Parse)
		if err == nil && !p.run.KeepDuplicates && nameless(j.file, a) {
			err = errNameless
		}
		j.results = []result{parseResult(j.name, a, err)}
		return
	}
	articles := 0
	for a, err := range kbfile.Read(bytes.NewReader(j.data), j.name, p.cfg.Parse) {
		if err == nil {
			articles++
		}
		j.results = append(j.results, parseResult(j.name, a, err))
	}
	if articles > 1 {
		nameMembers(j.results)
	}
}

// errNameless is the error of an article on standard input without an id.
var errNameless = errors.New("has no id, and standard input has no name to make one of; add a line id: to its front matter")

// nameless reports whether the article's id is made of the name of standard
// input, which would be the same for every article.
func nameless(f file, a *kb.Article) bool {
	return f.name == stdinName && a.Format == kb.FormatMarkdown && a.ID == kbmark.PathID(stdinName)
}

// mayHoldSeveral reports whether a file may hold more than one article. Each in
// KB text begins with this word; Markdown files hold one.
func mayHoldSeveral(data []byte) bool {
	word := []byte("DOCUMENT")
	i := bytes.Index(data, word)
	return i >= 0 && bytes.Contains(data[i+len(word):], word)
}

// nameMembers tells the articles of one file apart.
func nameMembers(results []result) {
	for i, r := range results {
		if r.article != nil {
			results[i].name = memberName(r.name, r.article.ID)
		}
	}
}

// parseResult makes a result of what the parser yields.
func parseResult(name string, a *kb.Article, err error) result {
	if err == nil {
		return result{article: a, name: name}
	}
	return result{err: err, skip: errors.Is(err, kb.ErrNotArticle)}
}

// memberName is the name of one of several articles of a file.
func memberName(name string, id kb.ID) string { return name + "#" + string(id) }
