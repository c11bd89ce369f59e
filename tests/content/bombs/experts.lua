-- expect E102
for i = 1, 1 << 40 do expert("e" .. i)("x") end
