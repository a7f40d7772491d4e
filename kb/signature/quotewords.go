package signature

// Words behind a quotation that say that it is a message, after at most one word
// such as "error".
var quotedBehind = []string{
	"error message", "warning message", "message", "error", "warning", "prompt appears", "alert", "stop", "event", "reply", "response", "exception",
	"fault", "status message",
}

// Words behind a quotation that say so when something that speaks is named before
// it.
var shownBehind = []string{"appears", "is displayed", "is logged", "is returned", "is reported", "is generated", "may appear", "occurs"}

// Words before a quotation that say so.
var quotedBefore = []string{
	"message", "messages", "error", "errors", "warning", "reply", "response", "error of", "message of", "message is", "error is", "responds with",
	"replies with", "fails with", "messages such as", "message such as", "message like", "errors such as", "error such as", "the event", "exception",
}

// Verbs before a quotation that say so when a message or a dialog box is named
// before them.
var quotingVerbs = []string{"reads", "read", "states", "state", "saying", "says", "say", "stating", "states that", "stating that", "says that", "that reads", "indicating"}

// Words that name what says something.
var speakers = []string{"message", "error", "warning", "dialog", "alert", "pop-up", "popup", "reply", "response", "event"}

// Words behind a quotation that say that it names something else.
var otherBehind = []string{
	"button", "box", "check box", "tab", "menu", "command", "option", "key", "folder", "file", "section", "field", "setting", "value", "topic",
	"(without", "article", "chapter", "parameter", "property", "function", "statement", "method", "registry", "program", "line", "group", "screen", "window",
	"page", "list", "icon", "link", "column", "table", "object", "handler", "routine", "item", "character", "string", "keyword", "utility", "service", "user",
	"permission", "right", "role", "feature", "component", "control", "dialog box", "class", "event is", "event handler", "event procedure", "error handl", "event in",
	"event of", "event occurs", "event for", "event to", "event log", "event viewer", "message box", "event,", "event.", "message queue", "message store",
	"message class", "message type", "message header", "message format", "message trac", "message flag", "message handl",
}

// Words before a quotation that say that it names a part of the screen or a text.
var captions = []string{"caption", "title bar", "titled", "title of", "button", "labeled", "option", "subject", "check box", "field", "check mark", "line that", "page "}
