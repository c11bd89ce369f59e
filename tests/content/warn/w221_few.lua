-- expect W221 9
scenario "warn/few" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
card "bill" { title = "Bill", facts = { { "Fee", "ten", closed = "fee" } } }
scene "a" {
  option "yes" { say = "It is ten.", to = "b", credit = 0.5, needs = "bill.fee" },
  option "no" { say = "I cannot.", to = "b", credit = 1 },
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
