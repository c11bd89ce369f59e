-- expect E102
for i = 1, 1 << 40 do scenario("s/x" .. i) {} end
