// Package defender reads what Microsoft Defender for Endpoint says of vulnerable
// software: answers of its interface in JSON (vulnerabilities by machine, assessments
// of software, lists of vulnerabilities) and the files that it exports, one record on
// each line.
package defender

import (
	"strings"

	"kbadvisor/kb"
	"kbadvisor/kb/scan/fill"
	"kbadvisor/kb/scan/stream"
)

// Formats returns the formats of the package.
func Formats() []stream.Format {
	return []stream.Format{{
		Name: "defender-json", Title: "Microsoft Defender for Endpoint, JSON",
		Reads: "every vulnerability of every machine, with product, version and the update that fixes it",
		Is:    isDefender, Reader: read,
	}}
}

// isDefender reports whether a report is an answer of Defender, or an export of it.
// A list of machines has no findings and is none.
func isDefender(h stream.Head) bool {
	has := map[string]bool{}
	for k := range h.Keys {
		has[strings.ToLower(k)] = true
	}
	switch {
	case has["cveid"] && (has["machineid"] || has["deviceid"]):
		return true
	case h.List || !has["value"]:
		return false
	}
	text := strings.ToLower(h.Text)
	context := strings.ToLower(h.Keys["@odata.context"])
	ours := strings.Contains(context, "securitycenter") || strings.Contains(context, "security.microsoft.com")
	switch {
	case strings.Contains(text, `"cveid"`):
		return ours || strings.Contains(text, `"machineid"`) || strings.Contains(text, `"deviceid"`)
	case strings.Contains(text, `"computerdnsname"`):
		return false
	}
	return ours && (strings.Contains(text, `"exposedmachines"`) || !strings.Contains(text, `"id"`))
}

// read reads the records.
func read(r *stream.Report, emit stream.Emit) error {
	h, err := r.Head()
	if err != nil {
		return err
	}
	j, err := r.JSON()
	if err != nil {
		return err
	}
	defer j.Close()
	if !h.HasKeys("value") {
		return j.Each(func() error { return one(j, emit) })
	}
	return j.Each(func() error {
		return j.Object(func(key string) error {
			if key != "value" {
				return j.Skip()
			}
			return j.Array(func(int) error { return one(j, emit) })
		})
	})
}

// one reads a record.
func one(j *stream.JSON, emit stream.Emit) error {
	var rec stream.Record
	warning, err := j.DecodeSome(&rec)
	if err != nil {
		return err
	}
	f := finding(&rec)
	f.Warnings = append(f.Warnings, fill.Some(warning)...)
	return emit(f)
}

// finding returns a record as a finding.
func finding(r *stream.Record) kb.Finding {
	id := r.One("cveId")
	if id == "" { // a list of vulnerabilities has them by this
		id = r.One("id")
	}
	f := kb.Finding{
		Scanner:     "Microsoft Defender for Endpoint",
		Plugin:      kb.Plugin{ID: id, Name: r.One("name")},
		Severity:    r.One("vulnerabilitySeverityLevel", "severity"),
		Status:      r.One("cveMitigationStatus", "status"),
		Names:       fill.Some(r.One("deviceName", "computerDnsName", "machineName"), r.One("machineId", "deviceId")),
		Addresses:   fill.Some(r.One("lastIpAddress", "ipAddress"), r.One("lastExternalIpAddress")),
		Product:     strings.Join(fill.Some(r.One("productVendor", "softwareVendor"), r.One("productName", "softwareName")), " "),
		Version:     r.One("productVersion", "softwareVersion"),
		System:      strings.Join(fill.Some(r.One("osPlatform"), r.One("osVersion"), r.One("osArchitecture")), " "),
		Description: fill.Paragraphs(r.One("description")),
		Solution:    r.One("recommendedSecurityUpdate"),
	}
	if f.Plugin.Name == "" {
		f.Plugin.Name = id
	}
	fill.Cite(&f, fill.ReferenceKind(id), id, "cveId")
	for _, field := range []string{"fixingKbId", "recommendedSecurityUpdateId"} {
		for _, v := range r.All(field) {
			update(&f, field, v)
		}
	}
	for _, field := range []string{"recommendedSecurityUpdateUrl", "exploitUris", "cveBatchUrl"} {
		for _, v := range r.All(field) {
			fill.References(&f, field, v)
		}
	}
	for _, field := range []string{"diskPaths", "registryPaths"} {
		fill.Say(&f, field, strings.Join(r.All(field), "\n"))
	}
	said := fill.Attributes{}
	for name, value := range r.Rest() {
		said.Add(name, value)
	}
	said.Say(&f)
	return f
}

// update adds the number of an article about an update: "KB5029247", or the digits
// alone.
func update(f *kb.Finding, field, id string) {
	id = strings.TrimSpace(id)
	if digits := strings.TrimPrefix(strings.ToUpper(id), "KB"); digits != "" && strings.Trim(digits, "0123456789") == "" {
		fill.Cite(f, "kb", "KB"+digits, field)
		return
	}
	fill.Cite(f, fill.ReferenceKind(id), id, field)
}
