-- Which options are offered: conditions, once, added by cards and facts, the order and the nine.

scenario "test/offers" {
  format = 1, version = 1, title = "Offers", summary = "Options.", industry = "test",
  channel = "chat", locale = "en", start = "five",
  agent = { role = "Agent", limit = 50, brief = "Look around." },
  customer = { name = "Dana Okafor", about = "Asks." },
  mood = { anger = 55, trust = 40 },
  vars = { door = 0 },
}

card "account" {
  title = "Account",
  facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } },
}
card "policy" { title = "Policy", text = "Be kind.", when = "door == 1" }
card "late_news" { title = "News", text = "It rains.", when = "anger >= 60" }

scene "five" {
  seconds = 100, timeout = { to = "five" },
  nudges = { { after = 10, "Oh!", add = { anger = 5 } }, { after = 20, "Ah.", add = { anger = -10 } } },
  option "a" { say = "A.", to = "five", set = { door = 1 }, credit = 1 },
  option "b" { say = "B.", to = "five", once = true, credit = 1 },
  option "up" { act = "Up.", to = "many", stance = "escalate", credit = 0 },
  option "c" { say = "C.", to = "five", when = "seen.account == 1", credit = 1 },
  option "d" { say = "D.", to = "five", when = "seen.account.letter == 1 or seen.policy == 1", credit = 1 },
  option "e" { say = "E.", to = "done", credit = 1 },
  option "over" { act = "Over.", to = "done", when = "seen.account == 1", stance = "escalate", credit = 0 },
}

-- Ten options, of which one is hidden: nine at once. The tenth finds no place.
scene "many" {
  option "m1" { say = "1.", to = "done", credit = 1 },
  option "m2" { say = "2.", to = "done", credit = 1 },
  option "m3" { say = "3.", to = "done", credit = 1 },
  option "m4" { say = "4.", to = "done", credit = 1 },
  option "m5" { say = "5.", to = "done", credit = 1 },
  option "m6" { say = "6.", to = "done", credit = 1 },
  option "m7" { say = "7.", to = "done", credit = 1 },
  option "m8" { say = "8.", to = "done", credit = 1 },
  option "m9" { say = "9.", to = "done", credit = 1 },
  option "m10" { say = "10.", to = "done", when = "seen.account.letter == 1", credit = 1 },
}

ending "done" {
  title = "Done", customer = "Bye.", lesson = "None.",
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 0 },
}
