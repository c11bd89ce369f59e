-- expect E102
local f = string.rep("%99d", 160)
local s = string.format(string.rep("%%", 8000) .. string.rep("x", 9000))
