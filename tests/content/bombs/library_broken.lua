-- expect E101
string.rep = nil
local s = string.rep("x", 2)
