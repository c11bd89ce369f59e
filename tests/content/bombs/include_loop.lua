-- expect E115
for i = 1, 1 << 40 do include("missing" .. i .. ".lua") end
