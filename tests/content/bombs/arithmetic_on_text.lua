-- expect E101
local s = string.rep("0", 16000) .. 1
while true do local x = s + 1 end
