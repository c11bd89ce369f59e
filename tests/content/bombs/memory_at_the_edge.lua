-- expect E102
-- Lives just below the limit and goes on making a little garbage: every piece forces a full collection.
local t, n = {}, 0
for i = 1, 4050 do t[i] = string.rep("x", 16000) .. i end
for i = 1, 1 << 40 do local s = string.rep("y", 16000) .. i end
