-- expect E102
local s = string.rep("xx", (1 << 63) - 1)
