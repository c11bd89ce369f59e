-- expect E102
::again:: goto again
