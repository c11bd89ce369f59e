-- expect
scenario "warn/explained" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
  accept = { W214 = "hanging up ends it" },
}
scene "a" {
  option "yes" { say = "Yes.", to = "b", credit = 1 },
  option "bye" { say = "Bye.", to = "done", credit = 0 },
}
scene "b" {
  option "yes" { say = "Yes, b.", to = "c", credit = 1 },
  option "no" { say = "No, b.", to = "c", credit = 0 },
}
scene "c" {
  accept = { W203 = "the last word" },
  option "only" { say = "Only.", to = "done", credit = 1 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
