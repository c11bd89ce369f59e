-- expect W214 2
scenario "warn/long" {
  format = 1,
  version = 1,
  title = "A call",
  start = "a",
}
scene "a" {
  option "yes" { say = "Yes, a.", to = "s1", credit = 1 },
  option "no" { say = "No, a.", to = "s1", credit = 0 },
}
scene "s1" {
  option "yes" { say = "Yes, s1.", to = "s2", credit = 1 },
  option "no" { say = "No, s1.", to = "s2", credit = 0 },
}
scene "s2" {
  option "yes" { say = "Yes, s2.", to = "s3", credit = 1 },
  option "no" { say = "No, s2.", to = "s3", credit = 0 },
}
scene "s3" {
  option "yes" { say = "Yes, s3.", to = "s4", credit = 1 },
  option "no" { say = "No, s3.", to = "s4", credit = 0 },
}
scene "s4" {
  option "yes" { say = "Yes, s4.", to = "s5", credit = 1 },
  option "no" { say = "No, s4.", to = "s5", credit = 0 },
}
scene "s5" {
  option "yes" { say = "Yes, s5.", to = "s6", credit = 1 },
  option "no" { say = "No, s5.", to = "s6", credit = 0 },
}
scene "s6" {
  option "yes" { say = "Yes, s6.", to = "s7", credit = 1 },
  option "no" { say = "No, s6.", to = "s7", credit = 0 },
}
scene "s7" {
  option "yes" { say = "Yes, s7.", to = "s8", credit = 1 },
  option "no" { say = "No, s7.", to = "s8", credit = 0 },
}
scene "s8" {
  option "yes" { say = "Yes, s8.", to = "s9", credit = 1 },
  option "no" { say = "No, s8.", to = "s9", credit = 0 },
}
scene "s9" {
  option "yes" { say = "Yes, s9.", to = "s10", credit = 1 },
  option "no" { say = "No, s9.", to = "s10", credit = 0 },
}
scene "s10" {
  option "yes" { say = "Yes, s10.", to = "s11", credit = 1 },
  option "no" { say = "No, s10.", to = "s11", credit = 0 },
}
scene "s11" {
  option "yes" { say = "Yes, s11.", to = "s12", credit = 1 },
  option "no" { say = "No, s11.", to = "s12", credit = 0 },
}
scene "s12" {
  option "yes" { say = "Yes, s12.", to = "s13", credit = 1 },
  option "no" { say = "No, s12.", to = "s13", credit = 0 },
}
scene "s13" {
  option "yes" { say = "Yes, s13.", to = "s14", credit = 1 },
  option "no" { say = "No, s13.", to = "s14", credit = 0 },
}
scene "s14" {
  option "yes" { say = "Yes, s14.", to = "s15", credit = 1 },
  option "no" { say = "No, s14.", to = "s15", credit = 0 },
}
scene "s15" {
  option "yes" { say = "Yes, s15.", to = "s16", credit = 1 },
  option "no" { say = "No, s15.", to = "s16", credit = 0 },
}
scene "s16" {
  option "yes" { say = "Yes, s16.", to = "s17", credit = 1 },
  option "no" { say = "No, s16.", to = "s17", credit = 0 },
}
scene "s17" {
  option "yes" { say = "Yes, s17.", to = "s18", credit = 1 },
  option "no" { say = "No, s17.", to = "s18", credit = 0 },
}
scene "s18" {
  option "yes" { say = "Yes, s18.", to = "s19", credit = 1 },
  option "no" { say = "No, s18.", to = "s19", credit = 0 },
}
scene "s19" {
  option "yes" { say = "Yes, s19.", to = "s20", credit = 1 },
  option "no" { say = "No, s19.", to = "s20", credit = 0 },
}
scene "s20" {
  option "yes" { say = "Yes, s20.", to = "s21", credit = 1 },
  option "no" { say = "No, s20.", to = "s21", credit = 0 },
}
scene "s21" {
  option "yes" { say = "Yes, s21.", to = "s22", credit = 1 },
  option "no" { say = "No, s21.", to = "s22", credit = 0 },
}
scene "s22" {
  option "yes" { say = "Yes, s22.", to = "s23", credit = 1 },
  option "no" { say = "No, s22.", to = "s23", credit = 0 },
}
scene "s23" {
  option "yes" { say = "Yes, s23.", to = "s24", credit = 1 },
  option "no" { say = "No, s23.", to = "s24", credit = 0 },
}
scene "s24" {
  option "yes" { say = "Yes, s24.", to = "s25", credit = 1 },
  option "no" { say = "No, s24.", to = "s25", credit = 0 },
}
scene "s25" {
  option "yes" { say = "Yes, s25.", to = "done", credit = 1 },
  option "no" { say = "No, s25.", to = "done", credit = 0 },
}
ending "done" {
  title = "Done",
  lesson = "One thing.",
}
