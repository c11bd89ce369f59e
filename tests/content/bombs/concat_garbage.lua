-- expect E102
local long = string.rep("x", 16000)
while true do local s = long .. "y" end
