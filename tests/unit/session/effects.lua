-- What happens in which order: set, add, says, to, enter, line; clamping; conditions on counters.

scenario "test/effects" {
  format = 1, version = 1, title = "Effects", summary = "Numbers.", industry = "test",
  channel = "email", locale = "en", start = "hall",
  agent = { role = "Agent", limit = 50, brief = "Count." },
  customer = { name = "Dana Okafor", about = "Counts." },
  mood = { anger = 55, trust = 40 },
  vars = { coins = 3, zebra = -1, asks = 0 },
  levels = { storm = { anger = 60, trust = -50, seconds = 70 } },
}

scene "hall" {
  enter = { add = { asks = 1 } },
  customer = {
    { when = "visits.hall >= 3", "Third time." },
    { when = "asks == 2", "Again?" },
    "Hello.",
  },
  option "set_add" { say = "S.", set = { coins = 10 }, add = { coins = 5 }, credit = 1,
                     to = { { when = "coins == 15", "fifteen" }, "hall" } },
  option "rich" { say = "R.", add = { coins = 999999 }, to = "hall", credit = 1 },
  option "poor" { say = "P.", set = { coins = -1000000 }, add = { coins = -5 }, to = "hall", credit = 1 },
  option "calm" { say = "C.", add = { anger = -200, trust = 200 }, to = "hall", credit = 1 },
  option "rage" { say = "G.", set = { anger = 100 }, add = { anger = -30, trust = -100 }, credit = 1,
                  to = { { when = "anger == 70 and trust == 0", "door" }, "hall" } },
  option "rude" { act = "Be rude.", compliant = false, to = "hall", credit = 0,
                  says = { { when = "took.hall.rude == 1", "First." }, { when = "took.hall.rude == 2", "Second." }, "More." } },
  option "leave" { say = "L.", to = { { when = "visits.hall > 1", "kept" }, "lost" }, credit = 1 },
}

-- Two scenes that only speak, then a decision; `enter` of each counts before its line and its `to`.
scene "fifteen" {
  enter = { set = { zebra = 7 } },
  customer = { { when = "zebra == 7", "Seven." }, "Other." },
  to = { { when = "zebra == 7", "porch" }, "hall" },
}
scene "porch" { enter = { add = { zebra = 1 } }, customer = "Eight.", to = "door" }

scene "door" {
  enter = { add = { zebra = 1 } },
  customer = { { when = "zebra == 9", "Nine." }, { when = "zebra == 0", "Nought." }, "Else." },
  seconds = 10,
  timeout = { set = { coins = 1 }, add = { coins = 1 }, to = { { when = "coins == 2", "lost" }, "kept" } },
  option "in" { say = "I.", to = "hall", credit = 1 },
  option "out" { say = "O.", to = "kept", credit = 1 },
}

ending "kept" {
  title = "Kept", lesson = "None.",
  customer = { { when = "coins == 3", "Three." }, "Bye." },
  outcome = { resolved = true, retained = true, compliant = true, csat = 5, cost = 0 },
}
ending "lost" {
  title = "Lost", customer = "Oh.", lesson = "None.",
  outcome = { resolved = false, retained = false, compliant = true, csat = 1, cost = 0 },
}
