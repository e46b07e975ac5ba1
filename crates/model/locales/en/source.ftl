# Sources: the kind, its fields, help for whoever fills in the form

source = Source
source-plural = Sources
source-help = The document, page, database, file or conversation from which facts in a record were taken.

source-title = Title
source-title-help = Name of the document or page, with its edition or year. Example: Research seeds FY2025, second edition
source-source-type = Type of source
source-source-type-help = The one that fits best. What was said at a meeting or on the telephone is “Conversation”.
source-publisher = Publisher
source-publisher-help = Who issued it. For a conversation give the organisation of the speaker, not the name.
source-address = Address (URL)
source-address-help = An address beginning with https:// or http://. Example: https://www.example.jp/seeds/2025.pdf
source-published = Published
source-published-help = When it was issued; a year is enough. Example: 2025-10
source-accessed = Read on
source-accessed-help = The day on which somebody actually read or heard it. Example: 2026-04-08
source-licence = Terms of use
source-licence-help = On what terms it may be copied or reused (up to 300 characters). Example: CC BY 4.0; reproduction with acknowledgement; consultation on site only
source-remarks = Remarks
source-remarks-help = What a reader should know. Example: Seen as a copy, original not checked. The total in table 2 does not equal its parts.
