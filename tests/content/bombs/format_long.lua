-- expect E102
local s = string.format("%s%s", string.rep("x", 10000), string.rep("y", 10000))
