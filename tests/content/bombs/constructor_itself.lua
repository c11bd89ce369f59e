-- expect E101
scene = nil
scene "a" {}
