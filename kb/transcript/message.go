package transcript

import (
	"strings"

	"kbadvisor/kb"
)

// messages returns everything that is not blank in the transcript.
func messages(items []item) []kb.Message {
	out := make([]kb.Message, 0, len(items))
	end := 0
	for i := range items {
		it := &items[i]
		if it.span.Len() == 0 {
			continue
		}
		if it.span.Start < end { // part of what came before
			continue
		}
		end = it.span.End
		out = append(out, message(it))
	}
	return out
}

// message returns the message that an item is.
func message(it *item) kb.Message {
	m := kb.Message{Role: kb.RoleNeutral, Text: strings.TrimSpace(it.text), Span: it.span}
	switch it.kind {
	case kReply:
		m.Kind, m.Code, m.Role = kb.SigReply, it.code, roleOf(it.code, it.text)
		if it.greets {
			m.Role = kb.RoleNeutral
		}
	case kCommand:
		if m.Text == "" {
			m.Text = it.verb
		}
		m.Role = kb.RoleCommand
		if it.code == refused {
			m.Role = kb.RoleFailure
		}
	case kConnect:
		if it.local {
			m.Role = kb.RoleCommand
		}
	case kPrompt:
		m.Role = kb.RoleCommand
	case kRemark:
		m.Role = kb.RoleComment
	case kNote, kClosed:
		if it.fail {
			m.Role, m.Kind = kb.RoleFailure, kb.SigText
		}
	}
	return m
}

// plainReplies reports whether the replies stand without arrows, as the FTP
// clients of Unix show them.
func plainReplies(items []item) bool {
	plain, arrows := 0, 0
	for i := range items {
		if it := &items[i]; it.kind == kReply {
			if it.mark == "" {
				plain++
			} else {
				arrows++
			}
		}
	}
	return plain > arrows
}

// tnftpRemarks reports whether remarks are in the words of tnftp.
func tnftpRemarks(items []item) bool {
	for i := range items {
		if items[i].kind == kNote && strings.HasPrefix(items[i].text, "Passive mode: o") {
			return true
		}
	}
	return false
}

// asksName reports whether the client asks for the user as those of Unix do.
func asksName(items []item) bool {
	for i := range items {
		if it := &items[i]; it.unix {
			return true
		}
	}
	return false
}
