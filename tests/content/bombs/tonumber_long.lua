-- expect E102
local s = string.rep("0", 16000) .. 1
while true do local x = tonumber(s) end
