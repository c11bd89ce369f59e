-- The least there can be.
scenario "test/small" { format = 1, version = 1, title = "Small", start = "a" }
scene "a" { option "go" { say = "Goodbye.", to = "done" } }
ending "done" {}
