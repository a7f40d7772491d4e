package kbmark

import "kbadvisor/kb"

// phrase is what a heading phrase means.
type phrase struct {
	name string
	// weak phrases start a section only beside other sections: below one they
	// head a part of it ("### Notes" below "## Solution").
	weak bool
	// verb: the phrase may begin a longer heading ("check the disk").
	verb bool
	// lead: as verb, for phrases that are telling by themselves.
	lead bool
	// whole: the phrase is known only when the heading has no other words.
	whole bool
	// tail: the phrase may end a longer heading ("customer impact").
	tail bool
}

func (p phrase) class() class {
	if p.weak {
		return class{p.name, weak}
	}
	return class{p.name, strong}
}

// fillers are words before a phrase that do not change what it means.
var fillers = set("the", "a", "an", "possible", "potential", "common", "suggested", "recommended", "likely", "probable",
	"general", "proposed", "permanent", "final", "official", "main", "underlying", "your", "this", "observed", "initial",
	"quick", "immediate", "detailed", "alternative", "alternate", "other", "some", "our", "brief", "short", "long-term",
	"short-term",
	"step", "steps", "technical", "further", "typical", "expected", "most", "full", "exact", "original", "important", "alert",
	"issue", "problem",
	"incident", "error", "article")

// linking are the words that tie a phrase to what follows: "cause of the error".
var linking = set("of", "for", "to", "in", "on", "with", "when", "if", "by", "from", "via", "using", "due", "that", "after",
	"before", "at", "without", "regarding", "about", "is", "are", "option", "options", "step", "steps", "method", "methods",
	"procedure", "procedures")

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// phrases maps what people write in headings to section names. Phrases are in
// lower case, "&" and "/" written as "and".
var phrases = buildPhrases()

// buildPhrases returns the table out of the lists below.
func buildPhrases() map[string]phrase {
	m := map[string]phrase{}
	add := func(proto phrase, words ...string) {
		for _, w := range words {
			have, ok := m[w]
			p := proto
			if ok { // the marks of both lists, weak only when both say so
				p.weak = have.weak && p.weak
				p.verb, p.lead, p.tail = have.verb || p.verb, have.lead || p.lead, have.tail || p.tail
			}
			m[w] = p
		}
	}
	addProblem(add)
	addAnswer(add)
	addFacts(add)
	return m
}

// addProblem adds the phrases for what is seen, why, and what it does.
func addProblem(add func(phrase, ...string)) {
	add(phrase{name: kb.Symptoms, tail: true}, "symptom", "symptoms")
	add(phrase{name: kb.Symptoms}, "issue", "issues", "problem", "problems", "problem statement", "problem description",
		"issue description", "description of the issue", "description of the problem", "description of problem", "description of issue",
		"issue details", "issue summary", "problem summary", "problem details", "error", "errors", "error message", "error messages",
		"error text", "error description", "error details", "error log", "error logs", "error output", "error code", "error codes",
		"message", "messages", "what happens", "what happened", "what you see", "what users see", "what is happening",
		"what is the problem",
		"what is the issue", "what does this look like", "what does it look like", "indicators", "indications", "signs",
		"warning signs",
		"behavior", "behaviour", "observation", "observations", "question", "challenge", "complaint",
		"failure", "failure mode", "failure description", "symptoms and impact", "how it manifests", "scenario",
		"use case of the issue")
	add(phrase{name: kb.Symptoms, weak: true, verb: true}, "steps to reproduce", "how to reproduce", "steps to replicate")
	add(phrase{name: kb.Symptoms, weak: true}, "reproduction", "reproduction steps", "reproducing the issue",
		"to reproduce", "steps to replicate", "steps to reproduce the issue", "actual result", "actual results",
		"expected result", "expected results",
		"actual behavior", "actual behaviour", "expected behavior", "expected behaviour", "current behavior", "example error",
		"sample error", "logs", "log messages",
		"example output", "detection", "alerts", "triggers", "trigger", "trigger conditions", "trigger condition")

	add(phrase{name: kb.Cause, tail: true, lead: true}, "cause", "causes", "root cause", "root causes", "cause analysis",
		"root cause analysis")
	add(phrase{name: kb.Cause}, "reason", "reasons", "why", "rca", "explanation", "cause of the issue", "cause of the problem",
		"cause of issue",
		"why does this happen", "why this happens", "why it happens", "why did this happen", "why does it happen",
		"why is this happening", "why does this occur",
		"why am i seeing this", "why did i receive this", "what causes this", "what caused this", "what is the cause",
		"what causes this issue", "what causes it",
		"origin", "origin of the problem", "contributing factors", "failure cause", "analysis", "diagnosis and cause")

	add(phrase{name: kb.Impact, tail: true}, "impact", "impacts")
	add(phrase{name: kb.Impact}, "effect", "effects", "severity", "severities", "consequence", "consequences", "risk", "risks",
		"impact and severity",
		"severity and impact", "impact analysis", "impact assessment", "business impact", "customer impact", "user impact",
		"impacted users", "who is affected", "who is impacted",
		"what is affected", "what is impacted", "scope", "scope of impact", "blast radius", "affected users", "urgency",
		"priority", "severity level", "why it matters",
		"why this matters", "security impact", "side effects", "alert severity", "impact on users", "impact on customers")

	add(phrase{name: kb.Diagnosis, tail: true}, "diagnosis", "diagnostics", "troubleshooting", "investigation")
	add(phrase{name: kb.Diagnosis, verb: true}, "diagnose", "diagnosing", "troubleshoot", "investigate", "investigating",
		"how to diagnose", "how to check", "how to verify",
		"how to troubleshoot", "how to investigate", "how to identify", "how to find out", "how to confirm", "how to debug",
		"how to detect", "how to determine",
		"steps to diagnose", "steps to verify", "steps to check", "identify the", "confirm the", "confirm that", "determine the",
		"determine whether", "determine if")
	add(phrase{name: kb.Diagnosis, verb: true, weak: true}, "check", "verify", "verifying", "checking", "validate", "inspect",
		"debug", "identify", "confirm", "look for", "troubleshooting")
	add(phrase{name: kb.Diagnosis}, "diagnosis", "diagnostics", "diagnoses", "diagnostic", "troubleshooting",
		"troubleshooting steps", "troubleshooting guide", "troubleshooting tips",
		"diagnosis steps", "diagnostic steps", "diagnostic commands", "diagnostic queries", "diagnostic information",
		"investigation steps", "triage", "triage steps", "triage checklist",
		"debugging", "debug steps", "possible checks", "first checks", "checks to perform", "what to check", "things to check",
		"confirm the problem",
		"confirm the issue", "verify the issue", "how to tell", "analysis steps", "root cause investigation",
		"initial assessment", "assessment", "identification", "detection and diagnosis",
		"triage and diagnosis", "pre-checks", "prechecks", "health check", "health checks", "debugging steps", "how do i check",
		"how do i know")
	add(phrase{name: kb.Diagnosis, weak: true}, "initial steps", "initial steps overview", "detailed steps", "checks",
		"verification", "verification steps", "validation", "post-checks", "postchecks", "post checks", "test", "tests", "testing",
		"metrics", "dashboards", "dashboard", "monitoring", "useful commands", "useful queries", "queries", "checklist",
		"logging", "metrics and dashboards", "how to test")
}

// addAnswer adds the phrases for what to do about it.
func addAnswer(add func(phrase, ...string)) {
	add(phrase{name: kb.Resolution, tail: true, lead: true}, "resolution", "resolutions", "solution", "solutions", "mitigation",
		"mitigations", "remediation", "remediations",
		"corrective action", "corrective actions")
	add(phrase{name: kb.Resolution, verb: true}, "how to fix", "how to resolve", "how to solve", "how to mitigate",
		"how to remediate", "how to correct", "how to repair", "how to recover",
		"how to apply", "how do i fix", "how do i resolve", "how can i fix", "how to address", "fixing", "resolving", "solving",
		"mitigating", "remediating", "steps to fix", "steps to resolve",
		"steps to solve", "steps to mitigate", "steps to remediate", "fix the", "resolve the", "solve the", "mitigate the",
		"remediate the", "apply the", "install the patch", "recover from", "repair the", "to resolve", "to fix", "to solve")
	add(phrase{name: kb.Resolution}, "fix", "fixes", "the fix", "answer", "answers", "recovery", "recovery steps",
		"recovery procedure", "repair", "remedy", "correction",
		"recommended action", "recommended actions", "recommended steps", "recommendation", "recommendations",
		"recommended solution", "recommended fix", "suggestion", "suggestions", "suggested action", "suggested actions",
		"actions", "action", "action plan", "actions to take", "action required", "required action", "required actions",
		"user action", "administrator action", "operator action", "operator response", "user response",
		"what to do", "what should i do", "what should you do", "what can i do", "what you can do", "what do i do", "next steps",
		"response", "resolution steps", "solution steps", "steps to resolution",
		"resolution options", "mitigation steps", "remediation steps", "fix steps", "quick fix", "quick fixes", "patch",
		"patches", "hotfix", "how to apply the patch", "how to apply a patch", "apply the patch",
		"apply patch", "applying the patch", "best practice", "best practices", "what to do next", "how to fix", "how to fix it",
		"how to fix this", "how to resolve", "how to resolve this", "how to resolve it",
		"how to solve", "how to solve it", "how to mitigate", "mitigation and resolution", "countermeasure", "countermeasures",
		"preventive measures", "prevention", "rollback", "rollback procedure", "runbook", "playbook", "procedure to fix",
		"how do i fix this", "how do i fix it", "how do i resolve this", "how can i resolve this", "treatment", "steps to take",
		"response steps", "emergency response", "mitigate", "resolve", "remediate")
	add(phrase{name: kb.Resolution, weak: true, whole: true}, "procedure", "procedures", "instructions", "steps", "how to",
		"step by step", "step-by-step", "step-by-step guide", "walkthrough")

	add(phrase{name: kb.Workaround, tail: true, lead: true}, "workaround", "workarounds", "work around", "work-around",
		"work-arounds")
	add(phrase{name: kb.Workaround}, "temporary workaround", "temporary solution", "temporary fix", "temporary fixes",
		"temporary mitigation", "temporary resolution", "temporary measure", "temporary measures",
		"interim solution", "interim fix", "interim mitigation", "interim workaround", "short-term fix", "short-term solution",
		"stopgap", "bypass", "how to work around", "how to avoid", "how to avoid this",
		"how to avoid the problem", "how to bypass", "known workaround", "known workarounds", "mitigation until fixed",
		"immediate workaround")
}

// addFacts adds the phrases for what the article is about and where to go on.
func addFacts(add func(phrase, ...string)) {
	add(phrase{name: kb.Summary}, "meaning", "what it means", "what does it mean", "what does this mean",
		"what does this alert mean", "what this means", "what this alert means", "alert description",
		"alert overview", "alert details", "alert summary", "about this alert", "abstract", "tl dr", "tldr", "executive summary",
		"about this article", "alert behavior", "alert behaviour", "what is this alert", "alert meaning",
		"about this error", "in short", "at a glance", "key points", "synopsis", "meaning and impact")
	add(phrase{name: kb.Summary, weak: true, tail: true, lead: true}, "summary", "overview", "introduction")
	add(phrase{name: kb.Summary, weak: true}, "description", "about", "background", "purpose", "context", "intro", "goal",
		"goals", "objective", "what is it", "definition", "general information", "general", "short description",
		"detailed description", "brief description", "preface", "at first glance", "conclusion")

	add(phrase{name: kb.StatusName}, "known issue", "known issues", "known problem", "known problems", "known bug", "known bugs",
		"known limitation", "known limitations", "issue status", "fix status", "bug status", "resolution status",
		"current status", "product status", "status of the fix", "fixed in", "fix version", "fixed versions", "fix versions",
		"status update", "vendor status")
	add(phrase{name: kb.StatusName, weak: true}, "status", "state", "limitations", "limitation")

	add(phrase{name: kb.AppliesToName, lead: true}, "applies to", "apply to", "this article applies to",
		"the information in this article applies to", "affected products", "affected product", "affected versions",
		"affected version",
		"affected products and versions", "affected product and versions", "affected products and version",
		"affected versions and products", "affected editions and versions", "affected editions", "affected software",
		"affected systems", "affected system", "affected platforms",
		"affected components", "affected component", "affected services", "affected service", "affected environments",
		"affected environment", "affected releases", "affected devices", "affected hardware", "affected packages",
		"affected configurations",
		"products affected", "versions affected", "compatible products", "products and versions affected", "systems affected",
		"software affected", "impacted products", "impacted versions", "impacted systems", "vulnerable versions",
		"vulnerable products",
		"applicable to", "applicable products", "applicable versions", "applicability", "supported versions",
		"supported platforms", "supported products", "compatible versions", "product versions", "products and versions",
		"product and version",
		"compatibility", "product version", "software versions", "supported operating systems")
	add(phrase{name: kb.AppliesToName, whole: true}, "services", "products", "product", "versions", "version", "platforms",
		"operating systems")
	add(phrase{name: kb.AppliesToName, weak: true}, "environment", "environments", "requirements", "requirement",
		"system requirements", "prerequisites", "prerequisite", "preconditions", "precondition", "pre-requisites", "pre-requisite",
		"before you begin", "before you start", "what you need", "platform", "system", "configuration affected", "conditions",
		"setup details")

	add(phrase{name: kb.ReferencesName, lead: true}, "references", "related articles", "related article", "related reading",
		"related readings", "related documentation", "related documents", "related docs", "related information",
		"related links", "related content", "related resources", "related topics", "related issues", "related issue",
		"related bugs", "related alerts", "related runbooks", "related knowledge base articles", "related kb articles",
		"related pages", "related material", "related materials", "related questions", "related guides",
		"see also", "further reading", "further information and references", "additional resources", "additional reading",
		"additional references", "additional links", "additional documentation", "external links", "external references",
		"external resources",
		"useful links", "helpful links", "helpful resources", "learn more", "read more", "more resources", "other resources",
		"other references", "useful resources", "references and links", "links and references", "more reading", "upstream issue",
		"upstream issues",
		"related tickets", "related jira", "related reading in our support knowledge base",
		"related readings in our support knowledge base")

	add(phrase{name: kb.ReferencesName, whole: true}, "reference", "related", "sources", "source", "resources", "resource",
		"bibliography", "documentation", "links", "tracking issue", "tracking issues", "issue tracker", "tickets")

	add(phrase{name: kb.MoreInformation, lead: true}, "more information", "more info", "more details", "additional information",
		"additional info", "additional details", "additional context", "additional notes", "additional note",
		"additional considerations", "further information", "further info", "further details", "supplementary information",
		"technical information", "technical details", "technical background", "technical explanation", "how it works",
		"in depth", "in detail", "other information", "extra information", "attached files", "attachments", "attached file",
		"appendix", "frequently asked questions", "faq", "faqs")
	add(phrase{name: kb.MoreInformation, weak: true}, "notes", "note", "details", "detail", "remarks", "remark", "comments",
		"comment", "tips", "hints", "caveats", "considerations", "important", "important notes", "important note", "examples",
		"example", "history", "escalation", "contact", "contacts", "owner", "owners", "metadata", "definitions", "glossary",
		"changelog", "revision history")
}
