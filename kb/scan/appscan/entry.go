package appscan

import (
	"fmt"
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
)

// What one entry may say is bounded, for many issues may refer to it.
const (
	maxText       = 256 << 10
	maxReferences = 1000
)

// bounded cuts an entry.
func bounded(f kb.Finding) kb.Finding {
	for _, text := range []*string{&f.Plugin.Name, &f.Plugin.Family, &f.Location, &f.Description, &f.Solution} {
		*text = fill.Brief(*text, maxText)
	}
	if n := len(f.Citations); n > maxReferences {
		f.Citations = f.Citations[:maxReferences]
		f.Warnings = append(f.Warnings, fmt.Sprintf("references of its type cut: %d of %d kept", maxReferences, n))
	}
	return f
}

// entry returns what an entry of a group says.
func entry(group string, n node) kb.Finding {
	var f kb.Finding
	switch group {
	case "issue-type-group":
		f.Plugin.Name = n.text("name")
		cite(&f, n)
	case "url-group":
		f.Location = n.text("name")
	case "entity-group":
		f.Location = n.text("url-name")
		f.Plugin = kb.Plugin{Name: n.text("name"), Family: n.text("entity-type")}
	case "threat-class-group":
		f.Plugin.Family = strings.TrimSpace(n.Text)
		fill.Cite(&f, "url", n.attr("href"), "threat-class")
	case "remediation-group":
		f.Solution = n.text("name")
	case "fix-recommendation-group":
		f.Solution = n.flat()
		n.cite(&f, "fix-recommendation")
	case "advisory-group":
		advisory(&f, n.child("advisory"))
	case "article-group":
		article(&f, n)
	default: // causes, risks, affected products
		f.Description = n.flat()
	}
	return f
}

// cite notes the numbers that an issue or a type of issues has elsewhere.
func cite(f *kb.Finding, n node) {
	for _, name := range []string{"cve", "cwe", "xfid"} {
		if id := n.text(name); id != "0" {
			fill.Cite(f, strings.TrimSuffix(name, "id"), id, name)
		}
	}
}

// advisory notes what is told of a type of issues.
func advisory(f *kb.Finding, n node) {
	var told []string
	for _, c := range n.Nodes {
		switch c.XMLName.Local {
		case "testTechnicalDescription", "exploitExample", "securityRisks", "affectedProducts":
			told = append(told, c.flat())
		case "name":
			f.Plugin.Name = c.flat()
		case "id", "testDescription", "threatClassification", "causes", "fixRecommendations", "cwe", "xfid", "references": // cited, or told elsewhere
		default:
			told = append(told, c.flat())
		}
		c.cite(f, "advisory")
	}
	f.Description = fill.Paragraphs(told...)
}

// article notes what is told of a type of issues by AppScan on Cloud.
func article(f *kb.Finding, n node) {
	f.Plugin.Name = n.text("displayName")
	f.Description = fill.Paragraphs(n.child("cause").flat(), n.child("risk").flat(), n.child("exploitExample").flat(), n.child("affectedProducts").flat())
	f.Solution = n.child("recommendations").flat()
	cite(f, n)
	n.cite(f, "article")
}
