package kb

// Finding is one result of a scanner, as its report has it. Texts are as the
// scanner wrote them, without markup; nothing is merged or left out.
type Finding struct {
	Format   string // of the report, as "kbadvisor formats" names it ("nessus-xml")
	Scanner  string // name and version ("nmap 7.93"), what is known of it
	Plugin   Plugin
	Severity string // as the scanner gave it ("3", "High", "CVSS 7.5"), empty when it gave none
	Status   string // as the scanner gave it ("vulnerable-exploited", "suppressed", "not_affected"), empty when it gave none

	Names     []string // of the host, the most telling one first
	Addresses []string // of the host: IPv4, IPv6, then MAC
	Port      int      // 0 for the host as a whole, or when it is not known
	Protocol  string   // of the transport: "tcp", "udp"; empty when it is not known
	Service   string   // "ftp"
	Product   string   // "Microsoft ftpd"; for findings in software the component
	Version   string   // of the product
	CPE       []string // names of the product, in either binding
	System    string   // operating system
	Location  string   // URL, file and line, or whatever else it was found in

	Outputs     []Output // what was seen: the evidence, in the order of the report
	Description string   // what the scanner says of the problem in general
	Solution    string
	Citations   []Citation

	Warnings []string // what could not be kept whole, in words
}

// Plugin is the test that found something.
type Plugin struct {
	ID     string // "10079", "ftp-anon", "CVE-2021-44228"
	Name   string // "Anonymous FTP Enabled"
	Family string // "FTP"
}

// Output is one text that a scanner saw or made while it tested.
type Output struct {
	ID   string // what it is: the script ("ftp-anon"), "plugin_output", "request"
	Text string
}

// Citation is something outside of its report that a finding refers to.
type Citation struct {
	Kind  string // in lower case: "cve", "bid", "cwe", "ms", "kb", "url", "osvdb", "xref" and what else scanners have
	Value string // as it stands there
	Where string // the field of the report ("see_also")
}

// Linked is a finding with what a knowledge base says to it. The text of the
// answer's observation is put together from the finding; Parts tells from where.
type Linked struct {
	Finding Finding
	Answer  Answer
	Parts   []Part
}

// Part tells which field of a finding a stretch of an observation was taken from.
type Part struct {
	Field  string // "plugin.name", "description", "outputs[0].text", "references[2].value", "product"
	Span   Span   // of Observation.Text
	Offset int    // of its first byte in the field
}
