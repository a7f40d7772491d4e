package report

import (
	"bufio"
	"encoding/json"
	"io"
)

// JSONLines writes one finding a line, as they come.
func JSONLines(w io.Writer, d Document, _ Options) error {
	for f, err := range d.Findings {
		if err != nil {
			return err
		}
		line, err := marshal(f)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// JSON writes one object: the summary, then the findings as JSONLines has them.
func JSON(w io.Writer, d Document, _ Options) error {
	out := bufio.NewWriter(w)
	summary, err := marshal(d.Summary)
	if err != nil {
		return err
	}
	out.WriteString(`{"summary":`)
	out.Write(summary)
	out.WriteString(",\"findings\":[")
	between := "\n"
	for f, err := range d.Findings {
		if err != nil {
			return err
		}
		line, err := marshal(f)
		if err != nil {
			return err
		}
		out.WriteString(between)
		if _, err := out.Write(line); err != nil {
			return err
		}
		between = ",\n"
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// marshal returns a value as JSON on one line that is safe to show.
func marshal(v any) ([]byte, error) {
	out, err := json.Marshal(v)
	return CleanJSON(out), err
}
