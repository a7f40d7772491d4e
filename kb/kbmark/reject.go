package kbmark

import (
	"path"
	"regexp"
	"strings"

	"kbadvisor/kb"
)

// notArticles are names, without extension and in lower case, of files that are
// never articles.
var notArticles = map[string]string{
	"license": "a licence", "licence": "a licence", "copying": "a licence", "notice": "a licence",
	"contributing": "notes for contributors", "code_of_conduct": "notes for contributors",
	"code-of-conduct": "notes for contributors",
	"maintainers":     "notes for contributors", "authors": "notes for contributors", "codeowners": "notes for contributors",
	"contributors": "notes for contributors", "changelog": "a change log",
	"pull_request_template": "a template", "issue_template": "a template", "template": "a template", "templates": "a template",
	"_sidebar": "an index", "_navbar": "an index", "toc": "an index",
}

// templateRE matches the names of forms for authors. Other names with the word
// are articles about templates.
var templateRE = regexp.MustCompile(`^_?(?:template[-_ .])?(?:article|runbook|playbook|alert|kb|kb[-_ ]article|knowledge|incident|issue|problem|troubleshooting|best[-_ ]practice|how[-_ ]?to|faq|page|post-?mortem|service|sop|doc|document|formatting|new|example|sample)(?:[-_ ](?:article|page|doc|guide|master|entry|card|md))*[-_ .]?(?:template)?s?$`)

// frontNames are the names of files that tell about their folder unless they read
// as an article, and what they are then.
var frontNames = map[string]string{
	"readme": "a README without the sections of an article", "_index": "an index", "summary": "an index",
	"home": "an index", "contents": "an index", "_home": "an index",
}

// problemSections are the names that tell an article from a description of a
// repository.
var problemSections = map[string]bool{
	kb.Symptoms: true, kb.Cause: true, kb.Resolution: true, kb.Workaround: true, kb.Impact: true, kb.Diagnosis: true, kb.StatusName: true,
}

// rejectName returns why the file with the name is no article, empty when the
// name does not tell.
func rejectName(name string) string {
	stem := stemOf(name)
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if base := path.Base(dir); base == ".github" || base == ".gitlab" || base == "node_modules" {
			return "a file of the repository, not of the knowledge base"
		}
	}
	return notArticles[stem]
}

func stemOf(name string) string {
	base := path.Base(name)
	return strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
}

// rejectContent returns why the parsed file is no article, empty when it is one.
func rejectContent(a *kb.Article, name string, hasID bool) string {
	text, links, problems := measure(a)
	stem := stemOf(name)
	mostlyLinks := links >= 3 && links*10 >= text*7
	switch {
	case text == 0:
		return "no text below the title"
	case hasID || problems >= 2:
		if isTemplateName(stem) && !hasID {
			return "a template"
		}
		return ""
	case isTemplateName(stem):
		return "a template"
	case frontNames[stem] != "":
		return frontNames[stem]
	case stem == "index" && mostlyLinks:
		return "a list of links"
	}
	return ""
}

// isTemplateName reports whether the stem names a form for authors.
func isTemplateName(stem string) bool {
	return strings.Contains(stem, "template") && templateRE.MatchString(stem)
}

var linkLineRE = regexp.MustCompile(`^(?:[-*+]|\d+[.)]|\|)?\s*(?:\*\*)?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\*\*)?[\s.,;|]*$`)

// measure counts the lines of text, those among them that are a link, and the
// different sections that tell of a problem.
func measure(a *kb.Article) (text, links, problems int) {
	seen := map[string]bool{}
	for _, s := range a.Sections {
		if s.Kind == kb.Header {
			continue
		}
		if problemSections[s.Name] && !seen[s.Name] {
			seen[s.Name] = true
			problems++
		}
		for l := range strings.SplitSeq(s.Text, "\n") {
			t := strings.TrimSpace(l)
			if t == "" || t[0] == '#' || strings.HasPrefix(t, "<!--") {
				continue
			}
			text++
			if linkLineRE.MatchString(t) {
				links++
			}
		}
	}
	return text, links, problems
}
