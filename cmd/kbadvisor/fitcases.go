package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"kbadvisor/index"
	"kbadvisor/index/eval"
)

// caseFile is a file of labelled observations.
type caseFile struct {
	name  string
	info  os.FileInfo // nil for standard input
	cases []eval.Case
}

// same reports whether a name is that of the file.
func (f *caseFile) same(name string, info os.FileInfo) bool {
	return f.name == name || f.info != nil && info != nil && os.SameFile(f.info, info)
}

// caseFiles is files of labelled observations in the order of the command line,
// where a file may come several times.
type caseFiles []*caseFile

// readCases reads files, each once. An id belongs to one file only.
func (p *program) readCases(names []string) (caseFiles, error) {
	var all caseFiles
	from := map[string]string{} // id -> name of the file
	for _, name := range names {
		f, known, err := p.caseFile(all, name)
		if err != nil {
			return nil, err
		}
		all = append(all, f)
		if known {
			continue
		}
		for _, c := range f.cases {
			if other, ok := from[c.ID]; ok {
				return nil, &exit{code: exitFailures, err: fmt.Errorf("the id %s is in %s and in %s", cleanLine(fmt.Sprintf("%.60q", c.ID)), cleanLine(other), cleanLine(name)),
					hint: "give each observation an id of its own; to weigh a file more, name that file again"}
			}
			from[c.ID] = name
		}
	}
	return all, nil
}

// caseFile returns the file of a name: one that is known, or one that is read now.
func (p *program) caseFile(read caseFiles, name string) (f *caseFile, known bool, err error) {
	f = &caseFile{name: name}
	if name != "-" {
		if f.info, err = os.Stat(name); err != nil {
			return nil, false, err
		}
	}
	for _, other := range read {
		if other.same(name, f.info) {
			return other, true, nil
		}
	}
	f.cases, err = readFile(p, name, eval.ReadCases)
	return f, false, err
}

// all returns the cases of all files, those of repeated files again.
func (l caseFiles) all() (out []eval.Case) {
	for _, f := range l {
		out = append(out, f.cases...)
	}
	return out
}

// once returns the cases of all files, each once.
func (l caseFiles) once() (out []eval.Case) {
	seen := map[*caseFile]bool{}
	for _, f := range l {
		if !seen[f] {
			out = append(out, f.cases...)
		}
		seen[f] = true
	}
	return out
}

// explainable fails when no case is explained by an article of the data folder, and
// tells the user how many are explained only by others.
func (p *program) explainable(ctx context.Context, e index.Engine, cases []eval.Case) error {
	var failed error
	article := articleOf(ctx, e, &failed)
	var absent []string
	some := false
	for _, c := range cases {
		here := slices.ContainsFunc(c.Relevant, func(l eval.Label) bool { return article(l.ID) != nil })
		some = some || here
		if len(c.Relevant) > 0 && !here {
			absent = append(absent, c.ID)
		}
	}
	switch {
	case failed != nil:
		return failed
	case !some:
		return &exit{code: exitFailures, err: errors.New("no observation is explained by an article of the data folder: there is nothing to fit to"),
			hint: "import the articles first, or name their folder with --data"}
	case len(absent) > 0:
		p.note("%d observations are explained only by articles that the data folder does not have, the first is %s", len(absent), cleanLine(absent[0]))
	}
	return nil
}
