-- expect E112
scene "a" { customer = print, to = function() end, note = scene }
