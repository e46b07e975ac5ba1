# The first page and the map
