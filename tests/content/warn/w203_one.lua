-- expect W203 16
scenario "warn/one" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "b", credit = 0 },
}
scene "b" {
  option "yes" { say = "Yes, b.", to = "c", credit = 1 },
  option "no" { say = "No, b.", to = "c", credit = 0 },
}
scene "c" {
  option "only" { say = "Only.", to = "done", credit = 1 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
