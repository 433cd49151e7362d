package source

// KnownText lists the keys and headers that are known to be text.
func KnownText() []string { return knownText() }

// KnownQuestion lists the keys and headers that are known to be the customer's
// question.
func KnownQuestion() []string { return knownQuestion() }
