-- expect E102
local t = {}
for i = 1, 1000 do t[i] = i end
while true do for i, v in ipairs(t) do end end
