-- expect W205 18
scenario "warn/two" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
expert "one" "Lead"
expert "two" "Lead"
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "b", credit = 0 },
}
scene "b" {
  option "yes" { say = "Yes, b.", to = "c", credit = 1 },
  option "no" { say = "No, b.", to = "c", credit = 0 },
}
scene "c" {
  panel = { options = "yes no", one = { "7 1", "Yes." }, two = { "6 2", "Yes." } },
  option "yes" { say = "Yes.", to = "done" },
  option "no" { say = "No.", to = "done" },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
