package transcript

import (
	"regexp"
	"strings"
)

// maker is a product and the words by which it is known in banners.
type maker struct {
	words   string // in lower case
	product string
}

// makers are the products that are known by their banners, the more exact words
// first.
var makers = []maker{
	{"microsoft ftp service", "iis"}, {"windows nt ftp server", "windows nt"}, {"microsoft-iis", "iis"}, {"microsoft esmtp mail service", "iis"}, {"microsoft smtp mail service", "iis"}, {"nntp service", "iis"},
	{"microsoft ftpd", "iis"}, {"microsoft iis", "iis"}, {"exchange internet mail connector", "exchange"}, {"exchange internet mail service", "exchange"}, {"microsoft exchange", "exchange"}, {"exchange internet news", "exchange"},
	{"vsftpd", "vsftpd"}, {"proftpd", "proftpd"}, {"pure-ftpd", "pure-ftpd"}, {"filezilla server", "filezilla server"}, {"wu-ftpd", "wu-ftpd"}, {"version wu-", "wu-ftpd"}, {"serv-u", "serv-u"}, {"pyftpdlib", "pyftpdlib"},
	{"gnu inetutils", "inetutils"}, {"linux-ftpd", "linux-ftpd"}, {"ncftpd", "ncftpd"}, {"gene6", "gene6"}, {"g6 ftp server", "gene6"}, {"titan ftp", "titan"}, {"crushftp", "crushftp"}, {"wftpd", "wftpd"},
	{"war-ftpd", "war-ftpd"}, {"bulletproof ftp", "bulletproof"}, {"cerberus ftp", "cerberus"}, {"xlight", "xlight"}, {"glftpd", "glftpd"}, {"ws_ftp server", "ws_ftp"}, {"guildftpd", "guildftpd"}, {"twisted", "twisted"},
	{"postfix", "postfix"}, {"sendmail", "sendmail"}, {"exim", "exim"}, {"qmail", "qmail"}, {"mdaemon", "mdaemon"}, {"imail", "imail"}, {"hmailserver", "hmailserver"}, {"mailenable", "mailenable"}, {"lotus domino", "domino"},
	{"ibm vm smtp", "ibm vm smtp"}, {"cyrus", "cyrus"}, {"dovecot", "dovecot"}, {"courier", "courier"}, {"qpopper", "qpopper"}, {"qpop", "qpopper"}, {"internetnews", "inn"}, {"inn 2", "inn"}, {"inn 1", "inn"}, {"leafnode", "leafnode"}, {"dnews", "dnews"},
	{"nginx", "nginx"}, {"apache", "apache"}, {"lighttpd", "lighttpd"}, {"squid", "squid"}, {"netscape-enterprise", "netscape-enterprise"}, {"amazons3", "amazon s3"}, {"litespeed", "litespeed"}, {"zeus", "zeus"},
	{"personal web server", "personal web server"}, {"internet information server", "iis"}, {"internet information services", "iis"}, {"iis", "iis"},
}

// version matches a version number behind the name of a product.
var version = regexp.MustCompile(`(?i)^[^\w\n]{0,3}(?:\(?v(?:ersion|er)?\.?[:\s]*)?[^\w\n]{0,2}(?:ftpd |ftp server |ftp |server |service |services |ready |esmtp |version:? |version |\(version |v)?[^\w\n]{0,2}v?(\d+(?:\.\w+)*(?:-[\w.]+)?)`)

// product returns the product and the version of the server: what its banner
// says, else what the log or a remark says.
func product(items []item) (name, number string) {
	for i := range items {
		it := &items[i]
		if it.kind == kReply && (it.greets || it.mark == "banner") || it.kind == kNote && it.mark == "nmap" || it.kind == kData && strings.HasPrefix(strings.ToLower(it.text), "server:") {
			if name, number = named(it.text); name != "" {
				return name, number
			}
		}
	}
	for i := range items {
		if it := &items[i]; it.greets {
			if name, number = unknownMaker(it.text); name != "" {
				return name, number
			}
		}
	}
	for i := range items {
		it := &items[i]
		if it.kind == kRemark || it.kind == kNote || it.kind == kReply {
			if name, number = named(it.text); name != "" {
				return name, number
			}
		}
	}
	return "", ""
}

// named returns the known product that a text names, with its version.
func named(text string) (name, number string) {
	text = text[:min(len(text), 1000)]
	lower := strings.ToLower(text)
	for _, m := range makers {
		i := find(lower, m.words)
		if i < 0 || len(lower) != len(text) {
			continue
		}
		rest := text[i+len(m.words):]
		if m.words == "version wu-" {
			rest = strings.TrimPrefix(text[i+len("version "):], "wu")
		}
		if v := version.FindStringSubmatch(rest); v != nil {
			number = strings.TrimRight(v[1], ".-")
		} else if v := anyVersion.FindStringSubmatch(rest); v != nil {
			number = strings.TrimRight(v[1], ".-")
		}
		return m.product, number
	}
	return "", ""
}

// anyVersion matches a version number that is called one.
var anyVersion = regexp.MustCompile(`(?i)\bversion:?\s*(\d[\w.]*(?:-[\w.]+)?)`)

// find returns where words stand in s as words of their own, -1 when they do not.
func find(s, words string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], words)
		if i < 0 {
			return -1
		}
		i += from
		end := i + len(words)
		if (i == 0 || !alnum(s[i-1])) && (end == len(s) || !letter(s[end])) {
			return i
		}
		from = i + 1
	}
}

// Banners of servers that are not known.
var (
	bannerVersion = regexp.MustCompile(`(?i)\b([A-Za-z][A-Za-z+-]*(?: [A-Z][A-Za-z+-]*){0,3}?)(?: ftp server| ftpd?| smtp server| server| esmtp| service)? \(?(?:version |v\.? ?)(\d[\w.]*(?:-[\w.]+)?)`)
	bannerServer  = regexp.MustCompile(`\b([A-Z][\w+-]*) (?:FTP|SMTP|ESMTP|POP3|IMAP|IMAP4|NNTP|Mail|News) (?:[Ss]erver|[Ss]ervice|[Dd]aemon),? \(?(?:[Vv](?:ersion)?\.? ?)?(\d+(?:\.\w+)+)`)
	bannerName    = regexp.MustCompile(`\b([A-Za-z][A-Za-z-]+)[ /](\d+(?:\.\d+)+[\w.-]*)`)
)

// generic are words before a version that name no product.
var generic = map[string]bool{"pop3": true, "ftp": true, "smtp": true, "esmtp": true, "imap": true, "imap4": true, "nntp": true, "server": true, "version": true, "service": true, "ready": true, "the": true, "example": true, "com": true, "org": true, "net": true}

// unknownMaker returns what a banner calls its product when that is not known.
func unknownMaker(text string) (name, number string) {
	text, _, _ = strings.Cut(text[:min(len(text), 300)], "\n")
	for _, re := range []*regexp.Regexp{bannerServer, bannerName, bannerVersion} {
		if m := re.FindStringSubmatch(text); m != nil && !generic[strings.ToLower(m[1])] {
			return strings.ToLower(m[1]), strings.TrimRight(m[2], ".-")
		}
	}
	return "", ""
}
