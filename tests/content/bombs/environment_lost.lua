-- expect E101
_ENV = nil
scene "a" {}
