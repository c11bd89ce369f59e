-- expect E112 3
scenario "test/bad" {
  format = 2, version = 1, title = "T", start = "a",
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
