# Blocks: the kind, its fields, help for whoever fills in the form

block = Block
block-plural = Blocks
block-help = The prefectures for which one bureau is responsible.

block-name = Name
block-name-help = The name of the block (up to 100 characters). Example: Shikoku
block-aliases = Other names
block-aliases-help = Other names that occur in documents, one per entry (up to 100 characters each). Example: Kinki for Kansai
block-bureau = Bureau
block-bureau-help = METI's bureau for this block, chosen from the registered organisations.
block-prefectures = Prefectures
block-prefectures-help = All prefectures of the block.
block-tint = Colour on maps
block-tint-help = A number from 1 to 9, different from those of neighbouring blocks. Example: 4
