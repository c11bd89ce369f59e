-- expect E102
for i = 1, 1 << 40 do option("o" .. i) { say = "x", to = "y" } end
