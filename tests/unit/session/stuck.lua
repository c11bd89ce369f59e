-- The second scene offers nothing: `check` refuses it (E119); the machine and the players stand it.

scenario "test/stuck" {
  format = 1, version = 1, title = "Stuck", summary = "Nothing to choose.", industry = "test",
  channel = "voice", locale = "en", start = "first",
  agent = { role = "Agent", limit = 50, brief = "Decide." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 50, trust = 50 },
}

scene "first" {
  option "go" { say = "Go on.", to = "stuck", credit = 1 },
}

scene "stuck" {
  option "calm" { say = "Thank you.", to = "end", when = "anger < 10", credit = 1 },
}

ending "end" {
  title = "End", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 10 },
}
