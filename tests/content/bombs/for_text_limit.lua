-- expect E102
local s = string.rep("0", 16000)
for i = 1, 1 << 40 do
  for j = 1, s do end
end
