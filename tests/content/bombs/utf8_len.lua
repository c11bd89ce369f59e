-- expect E102
local s = string.rep("x", 16000)
while true do local x = utf8.len(s) end
