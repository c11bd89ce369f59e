-- expect E102
local t = {}
for i = 1, 4170 do t[i] = string.rep("x", 16000) .. i end
local u = {}
for i = 1, 1 << 40 do u = { i, { i }, "k" .. i } end
