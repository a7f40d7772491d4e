package sarif

import (
	"encoding/json"

	"kbadvisor/kb/scan/stream"
)

// result is an element of runs[].results, without what says nothing of the problem.
type result struct {
	RuleID    stream.Word
	RuleIndex stream.Word
	Rule      reference
	Kind      stream.Word
	Level     stream.Word
	Message   message
	Rank      stream.Word

	Locations        []location
	RelatedLocations []location
	AnalysisTarget   artifactLocation
	CodeFlows        []codeFlow
	Stacks           []stack
	WebRequest       webRequest
	WebResponse      webResponse

	BaselineState       stream.Word
	Suppressions        []suppression
	Fingerprints        bag
	PartialFingerprints bag
	Taxa                []reference
	Fixes               []fix
	HostedViewerURI     stream.Word
	WorkItemURIs        stream.Texts
	OccurrenceCount     stream.Word
	Provenance          struct{ FirstDetectionTimeUTC, LastDetectionTimeUTC stream.Word }
	Properties          bag
}

// fix is what would repair the place of a result.
type fix struct {
	Description     message
	ArtifactChanges []struct {
		ArtifactLocation artifactLocation
		Replacements     []struct {
			DeletedRegion   region
			InsertedContent message
		}
	}
}

// message is a text, or names one of the rule by its id. In the place of the object
// some tools write the text alone.
type message struct {
	Text      stream.Word
	Markdown  stream.Word
	ID        stream.Word
	Arguments stream.Texts
}

// UnmarshalJSON reads an object or a text.
func (m *message) UnmarshalJSON(data []byte) error {
	type object message
	if err := json.Unmarshal(data, (*object)(m)); err != nil {
		return m.Text.UnmarshalJSON(data)
	}
	return nil
}

// plain returns the text itself. The Markdown of a message says the same as its
// text.
func (m message) plain() string {
	if m.Text != "" {
		return string(m.Text)
	}
	return string(m.Markdown)
}

// reference names a rule or a taxon of some component of the tool.
type reference struct {
	ID            stream.Word
	Index         stream.Word
	GUID          stream.Word
	ToolComponent componentReference
}

type componentReference struct {
	Name  stream.Word
	Index stream.Word
	GUID  stream.Word
}

type suppression struct {
	Kind          stream.Word
	Status        stream.Word
	State         stream.Word // the same in drafts of the format
	Justification stream.Word
}

type location struct {
	ID               stream.Word
	Message          message
	PhysicalLocation physicalLocation
	LogicalLocations []logicalLocation
}

type physicalLocation struct {
	ArtifactLocation artifactLocation
	Region           region
	ContextRegion    region
	Address          struct{ FullyQualifiedName stream.Word }
}

type artifactLocation struct {
	URI   stream.Word
	Index stream.Word
}

type region struct {
	StartLine   stream.Word
	StartColumn stream.Word
	ByteOffset  stream.Word
	Snippet     message
}

type logicalLocation struct {
	Name               stream.Word
	FullyQualifiedName stream.Word
	Index              stream.Word
}

type codeFlow struct {
	Message     message
	ThreadFlows []struct {
		Locations []struct{ Location location }
	}
}

type stack struct {
	Message message
	Frames  []struct{ Location location }
}

type webRequest struct {
	Protocol, Version, Target, Method stream.Word
	Headers, Parameters               bag
	Body                              message
}

type webResponse struct {
	Protocol, Version, StatusCode, ReasonPhrase stream.Word
	Headers                                     bag
	Body                                        message
}

// descriptor is a rule or a taxon.
type descriptor struct {
	ID                   stream.Word
	GUID                 stream.Word
	Name                 stream.Word
	ShortDescription     message
	FullDescription      message
	Help                 message
	HelpURI              stream.Word
	MessageStrings       map[string]message
	DefaultConfiguration struct{ Level stream.Word }
	Relationships        []struct{ Target reference }
	DeprecatedIDs        stream.Texts
	Properties           bag
}
