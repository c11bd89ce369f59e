-- expect W204 16
scenario "warn/none" {
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
  option "yes" { say = "Yes.", to = "done" },
  option "no" { say = "No.", to = "done" },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
