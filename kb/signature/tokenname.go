package signature

import (
	"net/netip"
	"strings"
)

// isAddress reports whether s is an IP address, perhaps with a port.
func isAddress(s string) bool {
	host, port, _ := strings.Cut(s, ":")
	if strings.Count(host, ".") == 3 {
		return isDigits(port) && len(port) <= 5 && isIP(host)
	}
	return strings.Count(s, ":") >= 2 && isHexDigits(strings.ReplaceAll(s, ":", "")) && isIP(s)
}

// isIP reports whether s is an IPv4 or IPv6 address.
func isIP(s string) bool {
	_, err := netip.ParseAddr(s)
	return err == nil
}

// isGUID reports whether s is a GUID without braces.
func isGUID(s string) bool {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return false
	}
	return isHexDigits(strings.ReplaceAll(s, "-", "")) && strings.Count(s, "-") == 4
}

// isMail reports whether s is a name, @ and a host; as a password for anonymous
// access the host is often left out.
func isMail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.IndexByte(host, '@') < 0 && !strings.ContainsAny(s, `:\/,`)
}

// pathKind returns the kind of a path, or of a user with a domain, if s is one.
func pathKind(s string) (TokenKind, bool) {
	if len(s) > 2 && s[1] == ':' && (s[2] == '\\' || s[2] == '/') && tokenClass[s[0]] == classLetter {
		return TokPath, true
	}
	if strings.IndexByte(s, ':') >= 0 {
		return 0, false
	}
	switch n := strings.Count(s, `\`); {
	case n == 0:
		unix := len(s) > 2 && s[0] == '/' && tokenClass[s[1]] == classLetter
		return TokPath, unix
	case n == 1 && s[0] != '\\' && s[0] != '.':
		if _, last, _ := strings.Cut(s, `\`); !isFile(last) {
			return TokUser, true
		}
	}
	return TokPath, true
}

// nameKind returns the kind of a name with points in it, and whether s is one.
func nameKind(s string) (TokenKind, bool) {
	if strings.ContainsAny(s, `:\/,@`) || strings.IndexByte(s, '.') < 0 {
		return TokWord, false
	}
	switch {
	case isFile(s):
		return TokFile, true
	case isHost(s):
		return TokHost, true
	case strings.Count(s, ".") >= 2 && strings.IndexByte(s, '-') < 0:
		return TokWord, true
	}
	return TokWord, false
}

// isFile reports whether s is a file's name with an extension.
func isFile(s string) bool {
	i := strings.LastIndexByte(s, '.')
	if i <= 0 || s[i-1] == '.' || len(s)-i-1 > 5 {
		return false
	}
	ext := strings.ToLower(s[i+1:])
	if hostEndings[ext] && strings.Count(s, ".") > 1 {
		return false
	}
	if fileEndings[ext] {
		return true
	}
	return len(ext) == 3 && strings.ContainsAny(s[:i], "0123456789_~$") && !isDigits(ext) && !hostEndings[ext]
}

// isHost reports whether s is the name of a host by its last label.
func isHost(s string) bool {
	i := strings.LastIndexByte(s, '.')
	last := strings.ToLower(s[i+1:])
	return i > 0 && (hostEndings[last] || len(last) == 2 && strings.Count(s, ".") >= 2)
}

// wordSet makes a set of the words of a text.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// fileEndings are extensions that make a name a file's name.
var fileEndings = wordSet(`386 acm adp ade aspx asp asa asm asx avi ax bak bas bat bin bmp c cab cat cbl
	cdx cer cfg cgi chk chm class cls cmd cnt cnv com cpi cpl cpp cs csv ctl cur cxx dat db dbc dbf dbg
	dbx dcr dcx ddl def dep dic dir dll do doc dot drv ds dsn dsp dsr dsw dta edb eml env eps err ers evt
	exe exp ext fky flt fmt fon for fot fpt frm frx gid gif grp gz h hlp hpp hqx htm html htx hxx ico idc
	idl idq idx inc inf ini inx jar java jet job jpeg jpg js key lck ldb ldf lib lic lnk lock log lst mad
	mak map mda mdb mde mdf mdw mid mif mmf mod mpd mpg msc msg msi msp mst mtx ndf ndx nls nt obj ocx odl
	olb old opt ost out ovl pab pal pas pcx pdb pdf pdr pif pip pjx pol ppd ppt prg pri prj prn prx ps pst
	pwl py qry rc reg rep res rpc rpt rsp rtf scp scr sct scx sed sep sh shb shs sql srg stf sty swp sym
	sys tar tbl tlb tmp tpl trm ttf txt url vb vbp vbs vbw vbx vcx vlb vsd vxd wab wav wdl wiz wll wmf wpd
	wpg wps wri wsh xla xlk xll xls xlt xlw xml xsl zip`)

// hostEndings are last labels that make a name a host's name.
var hostEndings = wordSet(`com net org edu gov mil int info biz local localdomain lan corp internal
	example test invalid arpa uk de fr us ca au jp se nl ch at it es`)
