package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	v1 "kbadvisor/api/v1"
)

// column is a column of the table.
type column struct {
	name string
	cell func(f v1.Finding) string
}

// columns are those of the table, what is read first before what is long.
func columns() []column {
	return []column{
		{"report", func(f v1.Finding) string { return f.Report }},
		{"verdict", func(f v1.Finding) string { return f.Verdict }},
		{"reason", func(f v1.Finding) string { return f.Reason }},
		{"article", best(func(r v1.FindingResult) string { return r.ID })},
		{"title", best(func(r v1.FindingResult) string { return r.Title })},
		{"confidence", best(func(r v1.FindingResult) string { return strconv.FormatFloat(r.Confidence, 'f', 3, 64) })},
		{"disposition", best(func(r v1.FindingResult) string { return r.Disposition })},
		{"other_articles", func(f v1.Finding) string { return otherArticles(f) }},
		{"cited_absent", func(f v1.Finding) string { return strings.Join(f.CitedAbsent, " ") }},
		{"host", func(f v1.Finding) string { return f.Host }},
		{"address", func(f v1.Finding) string { return f.Address }},
		{"port", func(f v1.Finding) string { return portCell(f.Port) }},
		{"protocol", func(f v1.Finding) string { return f.Protocol }},
		{"service", func(f v1.Finding) string { return f.Service }},
		{"plugin_id", func(f v1.Finding) string { return f.Plugin.ID }},
		{"plugin_name", func(f v1.Finding) string { return f.Plugin.Name }},
		{"plugin_family", func(f v1.Finding) string { return f.Plugin.Family }},
		{"severity", func(f v1.Finding) string { return f.Severity }},
		{"status", func(f v1.Finding) string { return f.Status }},
		{"evidence", func(f v1.Finding) string { return evidenceCell(f) }},
		{"references", func(f v1.Finding) string { return referencesCell(f) }},
		{"product", func(f v1.Finding) string { return f.Product }},
		{"version", func(f v1.Finding) string { return f.Version }},
		{"cpe", func(f v1.Finding) string { return strings.Join(f.CPE, " ") }},
		{"system", func(f v1.Finding) string { return f.System }},
		{"location", func(f v1.Finding) string { return f.Location }},
		{"names", func(f v1.Finding) string { return strings.Join(f.Names, " ") }},
		{"addresses", func(f v1.Finding) string { return strings.Join(f.Addresses, " ") }},
		{"format", func(f v1.Finding) string { return f.Format }},
		{"scanner", func(f v1.Finding) string { return f.Scanner }},
		{"outputs", func(f v1.Finding) string { return outputsCell(f) }},
		{"description", func(f v1.Finding) string { return f.Description }},
		{"solution", func(f v1.Finding) string { return f.Solution }},
		{"warnings", func(f v1.Finding) string { return strings.Join(f.Warnings, "\n") }},
	}
}

// CSV writes a table with one row for each finding, as they come: RFC 4180, all
// cells in quotes. No cell is a formula for a spreadsheet, and none is longer than
// spreadsheets read.
func CSV(w io.Writer, d Document, _ Options) error {
	out := bufio.NewWriter(w)
	all := columns()
	row := make([]string, len(all))
	for i, c := range all {
		row[i] = c.name
	}
	if err := writeRow(out, row); err != nil {
		return err
	}
	for f, err := range d.Findings {
		if err != nil {
			return err
		}
		for i, c := range all {
			row[i] = cell(c.cell(f))
		}
		if err := writeRow(out, row); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeRow(out *bufio.Writer, row []string) error {
	for i, c := range row {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('"')
		out.WriteString(strings.ReplaceAll(c, `"`, `""`))
		out.WriteByte('"')
	}
	_, err := out.WriteString("\r\n")
	return err
}

// best returns a cell about the first result, empty when there is none.
func best(value func(v1.FindingResult) string) func(v1.Finding) string {
	return func(f v1.Finding) string {
		if len(f.Results) == 0 {
			return ""
		}
		return value(f.Results[0])
	}
}

func otherArticles(f v1.Finding) string {
	var ids []string
	for _, r := range f.Results[min(1, len(f.Results)):] {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

func portCell(port int) string {
	if port == 0 {
		return ""
	}
	return strconv.Itoa(port)
}

// evidenceCell tells why the first result explains a finding.
func evidenceCell(f v1.Finding) string {
	var lines []string
	if len(f.Results) > 0 {
		for _, e := range f.Results[0].Shown() {
			line := e.Say()
			if e.Observed.Text != "" {
				line += fmt.Sprintf("; seen: “%s”", oneLine(e.Observed.Text, maxSeen))
			}
			if e.Article.Text != "" {
				line += fmt.Sprintf("; the article: “%s”", oneLine(e.Article.Text, maxSeen))
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func referencesCell(f v1.Finding) string {
	var all []string
	for _, c := range f.References {
		all = append(all, c.Kind+":"+c.Value)
	}
	return strings.Join(all, "\n")
}

func outputsCell(f v1.Finding) string {
	var all []string
	for _, o := range f.Outputs {
		text := o.Text
		if o.ID != "" {
			text = o.ID + ":\n" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, "\n\n")
}
