-- expect E102
local s = string.rep("X", 16000)
while true do local t = string.sub(s, 2) end
