-- Variants of a line, an ending, spoken words and a nudge, of which some are never met.

scenario "test/covered" {
  format = 1, version = 1, title = "Covered", summary = "What is met.", industry = "test",
  channel = "voice", locale = "en", start = "ask",
  agent = { role = "Agent", limit = 50, brief = "Decide." },
  customer = { name = "Dana Okafor", about = "Waits." },
  mood = { anger = 50, trust = 50 },
}

scene "ask" {
  customer = { { when = "anger >= 90", "Pay!" }, "Please pay." },
  seconds = 60, timeout = { to = "again", add = { anger = 30 } },
  nudges = {
    { after = 20, "Hello?", add = { anger = 30 } },
    { after = 30, "Still there?" },
  },
  option "pay" {
    act = "Pay.", says = { { when = "anger >= 90", "Here, at once." }, "Here it is." },
    to = "end", credit = 1,
  },
}

scene "again" {
  customer = { { when = "anger >= 90", "Now!" }, "Well?" },
  option "pay" { say = "Here you are.", to = "end", credit = 1 },
}

ending "end" {
  title = "Paid", customer = { { when = "anger >= 90", "At last." }, "Thank you." },
  lesson = "None.", outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 10 },
}
