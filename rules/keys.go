package rules

// The keys of the pack format, by the object that holds them. The JSON Schema
// says the same; a test compares them.
var (
	packKeys     = []string{"pack", "title", "frozen", "lists", "markers", "rules"}
	localKeys    = []string{"zh", "en"}
	patternKeys  = []string{"pattern", "edges"}
	markerKeys   = []string{"patterns", "except", "examples"}
	ruleKeys     = []string{"id", "kind", "since", "title", "level", "profiles", "speaker", "scope", "marker", "event", "replace", "where", "trigger", "need", "first", "measure", "max", "at-once", "per", "similar", "asked", "markers", "when", "unless", "after", "before", "assessed", "absorbs", "message", "suggestions", "fix", "source", "evidence", "note", "examples"}
	levelKeys    = []string{"default", "lower"}
	lowerKeys    = []string{"level", "when"}
	triggerKeys  = []string{"rules", "markers", "speaker", "turn", "draft"}
	nearKeys     = []string{"marker", "within", "speaker", "same"}
	condKeys     = []string{"marker", "rule", "property", "profile", "not", "any", "all", "sentences-before", "within", "side", "speaker", "where", "same"}
	beforeKeys   = []string{"more-than", "skip"}
	similarKeys  = []string{"to", "unit", "at-least", "words", "except"}
	askedKeys    = []string{"ask", "given"}
	assessedKeys = []string{"when", "why"}
	suggestKeys  = []string{"zh", "en", "safety"}
	fixKeys      = []string{"safety", "find", "within", "write", "hant", "edits", "when", "unless", "examples"}
	editKeys     = []string{"find", "within", "write", "hant"}
	sourceKeys   = []string{"deck", "section"}
	evidenceKeys = []string{"study", "measured"}
	examplesKeys = []string{"hit", "miss"}
	exampleKeys  = []string{"text", "customer", "turns", "profile", "level", "assessed"}
	turnKeys     = []string{"role", "text", "time", "end"}

	fixExampleKeys  = []string{"before", "after", "customer", "profile"}
	cardKeys        = []string{"card", "title", "pass", "start", "anchor", "small", "fatal", "areas", "examples"}
	areaKeys        = []string{"id", "side", "title", "about", "weight", "never", "for", "against", "silence", "missing"}
	itemKeys        = []string{"rule", "marker", "title", "weight", "most", "at", "after", "unless"}
	silenceKeys     = []string{"customer", "turns", "weight", "title"}
	fatalKeys       = []string{"rule", "cap"}
	cardExampleKeys = []string{"kind", "turns"}

	exampleRoles = []string{"agent", "customer", "system"}
)

// Scopes that say how many turns.
const (
	firstTurns = "first N turns"
	lastTurns  = "last N turns"
)

// Names that a key of a rule or condition may have, where they are fewer than
// all names of the type.
var (
	ruleScopes  = []string{"clause", "sentence", "turn", "run", "conversation"}
	condScopes  = []string{"match", "clause", "sentence", "N sentences", "turn", "run", "conversation", firstTurns, lastTurns}
	nearScopes  = []string{"clause", "sentence", "N sentences", "turn", "run", "conversation"}
	otherScopes = []string{"previous", "next", "conversation", firstTurns, lastTurns} // of the customer, from an agent's rule
	anyScopes   = []string{"conversation", firstTurns, lastTurns}                     // of both, from an agent's rule
	eventNames  = []string{"interrupts"}
	perNames    = []string{"clause", "sentence"}
	unitNames   = []string{"sentence", "turn"}
	fixSafeties = []string{"review", "safe"}              // display is what there is without a fix
	fixScopes   = []string{"match", "clause", "sentence"} // in the order of the scopes
	sideCards   = []string{Procedure: "procedure", Personal: "personal"}
	occasions   = []string{AnyTurn: "any", FirstOnly: "first", LastOnly: "last", NotFirst: "not-first"}
	kindsOfCard = []string{"cold", "factory", "friendly", "quality"}
)
