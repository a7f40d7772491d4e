package signature

// Words that name a message wherever they stand in the announcing sentence.
var strongNouns = []string{
	"message", "error", "warning", "reply", "replies", "alert", "exception", "response",
	"access violation", "blue screen", "page fault", "protection fault", "stop screen",
	"event log", "system log", "application log", "event id", "event viewer", "bugcheck", "bug check",
	"stop 0x", "non-delivery", "diagnostic", "dr. watson", "drwtsn32", "reason code", "error page",
}

// Words that name a message only between "following" and the colon.
var weakNouns = []string{
	"event", "dialog", "prompt", "fault", "stop", "log entr", "entry is logged", "notification", "status", "popup", "pop-up",
	"call stack",
}

// Words that name a message between "following" and the colon when the sentence
// speaks of a log, an event, an error or a dialog box as well.
var vagueNouns = []string{"entry", "entries", "description", "information", "text", "statement", "line"}

// Words that say where a vague noun is found.
var vagueContext = []string{"log", "event", "error", "dialog", "message", "watson", "blue screen", "window appears", "popup", "pop-up", "non-delivery"}

// Words after "following" that say that something else than a message follows.
var otherNouns = []string{
	"code", "step", "command", "article", "registry", "regkey", "key", "line", "syntax", "procedure", "method",
	"cause", "reason", "scenario", "condition", "example", "product", "table", "function", "statement",
	"script", "quer", "propert", "sample", "setting", "services", "factor", "file", "option", "subkey",
	"value", "parameter", "section", "format", "button", "field", "component",
	"location", "folder", "director", "version", "macro", "change", "solution", "workaround", "url", "web site",
	"action", "information about", "type of", "types of", "situation", "expression", "circumstance",
	"menu", "object", "class", "technique", "question",
	"link", "site", "variable", "hotfix", "update", "task", "problem", "issue", "symptom", "topic", "feature",
	"structure", "header", "constant", "interface", "request", "data", "list of", "meaning", "resolution",
}

// What announces messages in itself or after a noun.
var signals = []string{
	"following", "these ", "this ", "one of", "similar", "receive", "appear", "display", "logged", "logging", "logs ", "return", "report",
	"generat", "occur", "below", "read", "states", "stating", "says", "saying", "get ", "see ", "record", "issue",
	"fails with", "produce", "shows", "such as", "as follows", "like", "prompt", "message", "error",
}
