-- expect E102
local t = {}
for d = 1, 7 do
  local u = {}
  for i = 1, 100 do u[i] = t end
  t = u
end
scene "a" (t)
