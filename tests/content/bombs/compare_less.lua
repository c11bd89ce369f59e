-- expect E102
local a, b = string.rep("x", 16000) .. 1, string.rep("x", 16000) .. 1
while true do local c = a < b end
