-- expect W220 10
scenario "warn/free" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
card "bill" { title = "Bill", facts = { { "Fee", "$240", closed = "fee" } } }
scene "a" {
  option "yes" { say = "It is $240.", to = "b", credit = 1 },
  option "no" { say = "I cannot.", to = "b", credit = 0 },
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
