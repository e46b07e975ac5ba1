# Shelf (a test kind)

shelf = Shelf
shelf-plural = Shelves
shelf-help = Where specimens stand.

shelf-title = Title
shelf-title-help = What the shelf is called.
shelf-room = Room
shelf-room-help = The number of the room.
