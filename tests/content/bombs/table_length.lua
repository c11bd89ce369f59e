-- expect E102
local t = {}
for i = 1, 500000 do t[i] = i end
while true do local n = #t end
