-- expect E102
local s = string.rep("", 1 << 40, "x")
