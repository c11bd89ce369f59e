-- expect E115
include(string.rep("a/", 4000) .. "x.lua")
