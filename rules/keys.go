package rules

// The keys of the pack format, by the object that holds them. The JSON Schema
// says the same; a test compares them.
var (
	packKeys     = []string{"pack", "title", "frozen", "lists", "markers", "rules"}
	localKeys    = []string{"zh", "en"}
	patternKeys  = []string{"pattern", "edges"}
	markerKeys   = []string{"patterns", "except", "examples"}
	ruleKeys     = []string{"id", "kind", "since", "title", "level", "profiles", "speaker", "scope", "marker", "where", "trigger", "need", "when", "unless", "after", "before", "absorbs", "message", "suggestions", "source", "evidence", "note", "examples"}
	levelKeys    = []string{"default", "lower"}
	lowerKeys    = []string{"level", "when"}
	triggerKeys  = []string{"rules", "markers"}
	nearKeys     = []string{"marker", "within"}
	condKeys     = []string{"marker", "rule", "property", "profile", "not", "any", "all", "within", "side", "speaker", "where"}
	suggestKeys  = []string{"zh", "en", "safety"}
	sourceKeys   = []string{"deck", "section"}
	evidenceKeys = []string{"study", "measured"}
	examplesKeys = []string{"hit", "miss"}
	exampleKeys  = []string{"text", "customer", "turns", "profile", "level"}
	turnKeys     = []string{"role", "text", "time"}

	exampleRoles = []string{"agent", "customer", "system"}
)

// Names that a key of a rule or condition may have, where they are fewer than
// all names of the type.
var (
	ruleScopes  = []string{"clause", "sentence", "turn", "run", "conversation"}
	condScopes  = []string{"match", "clause", "sentence", "N sentences", "turn", "run", "conversation"}
	nearScopes  = []string{"clause", "sentence", "N sentences", "turn", "run", "conversation"}
	otherScopes = []string{"previous", "conversation"} // of the customer, from an agent's rule
)
