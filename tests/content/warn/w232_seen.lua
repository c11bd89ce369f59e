-- expect W232 13
scenario "warn/seen" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
card "bill" { title = "Bill", text = "Ten." }
scene "a" {
  option "yes" { say = "Yes, a.", to = "b", credit = 1 },
  option "no" { say = "No, a.", to = "b", credit = 0 },
  option "ten" { say = "Ten, a.", to = "b", credit = 0.2,
    when = "seen.bill" },
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
