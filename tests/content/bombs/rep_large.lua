-- expect E102
local s = string.rep("x", 1 << 40)
