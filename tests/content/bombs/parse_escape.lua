-- expect E101
local s = "\u{FFFFFFFFFFFF}"
