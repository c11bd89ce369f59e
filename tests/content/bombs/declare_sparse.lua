-- expect E102
local t = {}
for i = 1, 1000000 do t[i] = i end
for i = 1, 1000000 do t[i] = nil end
for i = 1, 1 << 40 do scene("s" .. i) (t) end
