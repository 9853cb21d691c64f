"""Small random changes to a file, each of which the tests of its area should notice: `./egret mutate FILE…`.

A copy of the tree is changed, never the tree. The area's tests run once on the copy as it is, which tells the lines
each test passes through; then, for each change, those that pass through its line. No part of `./egret test`.
"""
