-- expect E102
for i = 1, 1 << 40 do scene("s" .. i) end
