# Source (a test kind)

source = Source
source-plural = Sources
source-help = Where a fact was read.

source-title = Title
source-title-help = The name of the document or page.
source-address = Address
source-address-help = Begins with https:// or http://.
