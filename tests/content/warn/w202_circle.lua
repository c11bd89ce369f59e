-- expect W202 20
scenario "warn/circle" {
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
  option "yes" { say = "Yes.", to = "done", credit = 1 },
  option "no" { say = "No.", to = "round", credit = 0 },
}
scene "round" {
  option "yes" { say = "Yes, round.", to = "round", credit = 1 },
  option "no" { say = "No, round.", to = "round", credit = 0 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
