package kbtest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// NessusReport writes a Nessus v2 report of about so many bytes, as large networks
// give them: a policy, then hosts with some hundred items each, most of them short,
// some with outputs of many kilobytes. There are as many different items as distinct
// says; equal ones come again on other hosts. It writes the same each time.
func NessusReport(w io.Writer, bytes int64, distinct int) error {
	out := &counter{w: bufio.NewWriterSize(w, 64<<10)}
	fmt.Fprint(out, "<?xml version=\"1.0\" ?>\n<NessusClientData_v2>\n")
	nessusPolicy(out)
	fmt.Fprint(out, "<Report name=\"generated\" xmlns:cm=\"http://www.nessus.org/cm\">\n")
	items := make([]string, max(1, distinct))
	for i := range items {
		items[i] = nessusItem(i)
	}
	for host, next := 0, 0; out.n < bytes; host++ {
		nessusHost(out, host)
		for n := 100 + host%7*30; n > 0 && out.n < bytes; n-- {
			fmt.Fprint(out, items[next%len(items)])
			next++
		}
		fmt.Fprint(out, "</ReportHost>\n")
	}
	fmt.Fprint(out, "</Report>\n</NessusClientData_v2>\n")
	return out.w.Flush()
}

// counter counts what is written.
type counter struct {
	w *bufio.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.w.Write(p)
}

// nessusPolicy writes what a report says of its scan: much, with long values.
func nessusPolicy(w io.Writer) {
	fmt.Fprint(w, "<Policy><policyName>generated</policyName>\n<Preferences><ServerPreferences>\n<preference><name>plugin_set</name>\n<value>")
	for id := 10_000; id < 30_000; id += 3 {
		fmt.Fprintf(w, "%d;", id)
	}
	fmt.Fprint(w, "</value>\n</preference>\n</ServerPreferences><PluginsPreferences>\n")
	for i := range 200 {
		fmt.Fprintf(w, "<item><pluginName>Check %d</pluginName>\n<fullName>Check %d[entry]:Value %d</fullName>\n<selectedValue>no</selectedValue></item>\n", i, i, i)
	}
	fmt.Fprint(w, "</PluginsPreferences></Preferences></Policy>\n")
}

// nessusHost writes the beginning of a host.
func nessusHost(w io.Writer, n int) {
	ip := fmt.Sprintf("192.0.2.%d", n%254+1)
	fmt.Fprintf(w, "<ReportHost name=\"%s\"><HostProperties>\n<tag name=\"HOST_END\">Thu Nov 19 03:12:44 2026</tag>\n<tag name=\"host-ip\">%s</tag>\n", ip, ip)
	fmt.Fprintf(w, "<tag name=\"host-fqdn\">srv%d.corp.example</tag>\n<tag name=\"operating-system\">Microsoft Windows Server 2003 Service Pack 2</tag>\n", n)
	for i := range 40 {
		fmt.Fprintf(w, "<tag name=\"netstat-listen-tcp4-%d\">0.0.0.0:%d</tag>\n", i, 1024+i)
	}
	fmt.Fprint(w, "</HostProperties>\n")
}

// nessusWords are what the texts of items are made of.
var nessusWords = strings.Fields(`the remote server a service answers with its banner when the client connects and
	an account without password can read the share because anonymous access is enabled the version that is installed lacks an update
	which closes the hole attackers send a long argument to the command buffer overflow certificate expires key cipher protocol
	registry setting default configuration directory listing request response header cookie session user log file folder permission
	&lt;value&gt; &quot;quoted&quot; R&amp;D port 8080 10.2.4 0x80004005 530 220 TCP/IP NetBIOS SMB LDAP FTP HTTP IIS`)

// nessusText returns some words in lines of usual length.
func nessusText(r *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteString(" \n"[min(1, (i%12+1)/12):][:1])
		}
		b.WriteString(nessusWords[r.IntN(len(nessusWords))])
	}
	return b.String()
}

// nessusItem returns one of the items that are different from each other.
func nessusItem(n int) string {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	port := []int{0, 21, 25, 80, 135, 139, 443, 445, 1433, 3389}[n%10]
	service := []string{"general", "ftp", "smtp", "www", "epmap", "smb", "www", "cifs", "mssql", "msrdp"}[n%10]
	var b strings.Builder
	fmt.Fprintf(&b, "<ReportItem port=\"%d\" svc_name=\"%s\" protocol=\"tcp\" severity=\"%d\" pluginID=\"%d\" pluginName=\"Generated check %d\" pluginFamily=\"Windows\">\n", port, service, n%5, 10_000+n, n)
	if n%4 == 0 { // an open port
		fmt.Fprintf(&b, "<synopsis>A port is open.</synopsis>\n<plugin_output>Port %d/tcp was found to be open, item %d</plugin_output>\n</ReportItem>\n", port, n)
		return b.String()
	}
	fmt.Fprintf(&b, "<description>%s</description>\n<fname>generated_%d.nasl</fname>\n", nessusText(r, 40+r.IntN(120)), n)
	for range r.IntN(4) {
		fmt.Fprintf(&b, "<cve>CVE-%d-%04d</cve>\n", 1999+r.IntN(25), r.IntN(10_000))
	}
	fmt.Fprintf(&b, "<bid>%d</bid>\n<xref>OSVDB:%d</xref>\n<xref>CWE:%d</xref>\n", r.IntN(60_000), r.IntN(90_000), r.IntN(900))
	if n%20 == 7 {
		fmt.Fprintf(&b, "<msft>MS%02d-%03d</msft>\n<mskb>%d</mskb>\n<xref>MSKB:%d</xref>\n", r.IntN(17), r.IntN(100), 200_000+n, 200_000+n)
	}
	fmt.Fprintf(&b, "<cvss_base_score>%d.%d</cvss_base_score>\n<cvss_vector>CVSS2#AV:N/AC:L/Au:N/C:P/I:N/A:N</cvss_vector>\n", r.IntN(10), r.IntN(10))
	fmt.Fprint(&b, "<plugin_modification_date>2013/05/31</plugin_modification_date>\n<plugin_type>remote</plugin_type>\n<risk_factor>Medium</risk_factor>\n")
	fmt.Fprintf(&b, "<see_also>http://www.example/advisory/%d\nhttp://support.example/kb/%d</see_also>\n", n, n)
	fmt.Fprintf(&b, "<solution>%s</solution>\n<synopsis>%s</synopsis>\n", nessusText(r, 10+r.IntN(20)), nessusText(r, 10))
	words := 20 + r.IntN(60)
	if n%60 == 11 {
		words = 5000 // a list of what is installed, say
	}
	fmt.Fprintf(&b, "<plugin_output>\nItem %d reads :\n\n%s\n</plugin_output>\n</ReportItem>\n", n, nessusText(r, words))
	return b.String()
}
