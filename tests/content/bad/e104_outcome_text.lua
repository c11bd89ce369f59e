-- expect E104 27
scenario "test/bad" {
  format = 1, version = 1, title = "A bad call", start = "a",
  customer = { name = "Ada" },
  mood = { anger = 50, trust = 50 },
  vars = { credit = 0 },
}

expert "quality" "Quality lead, 11 years"
expert "retention" "Retention lead, 6 years"

card "account" {
  title = "Account",
  facts = { { "Since", "2017" }, { "Letter", "on file", closed = "letter" } },
}

scene "a" {
  customer = "Hello?",
  option "yes" { say = "Yes.", to = "done" },
  option "no" { say = "No.", to = "done" },
}

ending "done" {
  title = "Done",
  outcome = { resolved = true, retained = true, compliant = true, csat = 4, cost = 0 },
}
ending "more" { title = "More", outcome = { resolved = "yes" } }
