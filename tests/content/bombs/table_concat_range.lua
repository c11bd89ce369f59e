-- expect E102
local t = {}
for i = 1, 30000 do t[i] = "" end
while true do local s = table.concat(t) end
