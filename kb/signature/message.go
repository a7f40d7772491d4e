package signature

import "strings"

// isMessage reports whether something set apart is a message, not a path, a
// registry key, an address, a citation or a line of a program. The text is
// collapsed, raw is as it stands.
func isMessage(text, raw string) bool {
	if len(text) < 3 {
		return false
	}
	for _, w := range []string{"hkey_", `\system`, `\software`, "http://", "ftp://", "https://", "<html", "#include", "file://", "rem ", "://", "select ", "insert into "} {
		if hasFold(text, w) {
			return false
		}
	}
	if text[0] == 'Q' && len(number(text[1:])) >= 5 {
		return false
	}
	if strings.HasSuffix(text, ";") && strings.ContainsAny(text, "=()") || strings.Count(raw, ";\n") > 1 || text[0] == '{' && strings.HasSuffix(text, "}") {
		return false
	}
	if isCode(text) || isTyped(text) {
		return false
	}
	letters := 0
	for i := 0; i < len(text) && letters < 3; i++ {
		if isLetter(text[i]) {
			letters++
		}
	}
	return letters >= 3 || isDigit(text[0])
}

// codeWords begin a line of a program or of a configuration file, in lower case.
var codeWords = []string{
	"private sub", "public sub", "sub ", "private function", "public function", "dim ", "const ", "int main", "void ", "#define", "import ",
	"<%", "<!", "<script", "struct ", "typedef ", "net use ", "device=", "create table", "create procedure", "if (",
	"$ ", "# ", "### ", "sudo ", "oc ", "kubectl ", "git ", "curl ", "systemctl ", "docker ", "npm ", "ls -", "cd ", "php ", "bin/",
	"//", "/*", "enum {", "framept", "declare ", "begin tran", "private ", "public:", "thisform", "dbcc ", "net stop ", "net start ", "dir ", "javascript:", "open ftp",
	"setup /", "regedit ", "regsvr32 ", "attrib ", "telnet ",
}

// isCode reports whether a text begins as a program does.
func isCode(text string) bool {
	return hasAnyPrefix(lower(text[:min(len(text), 24)]), codeWords)
}

// isTyped reports whether a text is what people type or what names a thing: it says
// so, it is a path, or it is one word with signs inside.
func isTyped(text string) bool {
	if text[0] == '"' && strings.Contains(text, "\" (without the quotation") || text[0] == '#' && isLetter(byteAt(text, 1)) {
		return true
	}
	if strings.IndexByte(text, ' ') >= 0 {
		return false
	}
	word := strings.TrimRight(text, ".!?:\"")
	return strings.ContainsAny(word, `\/.=@(*:;`) && !isDigit(byteAt(word, 0)) && !strings.Contains(word, "0x")
}
