-- Something for every simulated player: stances, credits with a tie, lengths, a clock.

scenario "test/players" {
  format = 1, version = 1, title = "Players", summary = "Habits.", industry = "test",
  channel = "voice", locale = "en", start = "all",
  agent = { role = "Agent", limit = 50, brief = "Decide." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 55, trust = 40 },
}

card "account" {
  title = "Account",
  facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } },
}

-- Shown with the seed 0: c a b d e.
scene "all" {
  seconds = 60, timeout = { to = "plain" },
  evidence = { "account.letter" },
  option "a" { say = "No, that cannot be.", to = "plain", stance = "refuse", credit = 0.3 },
  option "b" { say = "I can do half of it.", to = "plain", stance = "act_in_part", credit = 0.9 },
  option "c" { say = "I do all of it, at once, and tell you so in writing.", to = "plain", stance = "act", credit = 0.6 },
  option "d" { say = "Tell me more about that.", to = "plain", stance = "listen", credit = 0.9 },
  option "e" { act = "Up.", to = "plain", stance = "escalate", credit = 0.1 },
}

-- Shown with the seed 0: p r q. No stances, no escalation.
scene "plain" {
  option "p" { say = "One.", to = "up", credit = 0 },
  option "q" { say = "Two.", to = "up", credit = 0 },
  option "r" { say = "Three.", to = "up", credit = 0 },
}

-- Escalates beside another stance.
scene "up" {
  option "x" { say = "Stay.", to = "done", credit = 1 },
  option "y" { act = "Close the account, then pass it up.", to = "lost", stance = "act", escalates = true, credit = 0 },
}

ending "done" {
  title = "Done", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 10 },
}
ending "lost" {
  title = "Lost", customer = "Oh.", lesson = "None.",
  outcome = { resolved = false, retained = false, compliant = true, csat = 1, cost = 3 },
}
