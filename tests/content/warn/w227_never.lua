-- expect W227 13
scenario "warn/never" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
  vars = { fee = 0 },
}
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "b", credit = 0 },
  option "wait" { say = "Wait, a.", to = "b", credit = 0,
    when = "fee == 5 and trust > 10" },
}
scene "b" {
  option "yes" { say = "Yes, b.", to = "c", credit = 1 },
  option "no" { say = "No, b.", to = "c", credit = 0 },
}
scene "c" {
  option "yes" { say = "Yes, c.", to = "done", credit = 1 },
  option "no" { say = "No, c.", to = "done", credit = 0 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
