# First start
