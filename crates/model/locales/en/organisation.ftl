# Organisations: the kind, its fields, help for whoever fills in the form

organisation = Organisation
organisation-plural = Organisations
organisation-help = A university, public laboratory, company, local government, foundation or other body that takes part in the life of a cluster.

organisation-name = Name
organisation-name-help = The official name with its kana reading (up to 300 characters). Give an English name only if the organisation itself uses one; otherwise leave it empty.
organisation-aliases = Other names
organisation-aliases-help = Old character forms, former names, abbreviations and romanised spellings that occur in documents, one per entry (up to 300 characters each). Used to recognise and find the organisation.
organisation-organisation-type = Type
organisation-organisation-type-help = The one that fits best. A university's industry liaison office or TLO is a “Technology transfer office”.
organisation-parents = Part of
organisation-parents-help = The organisations to which it belongs. Example: the university of an institute, the parent of a subsidiary
organisation-industry = Industry
organisation-industry-help = The main activity, by division of the Japan Standard Industrial Classification.
organisation-size = Size
organisation-size-help = By the classes of Japan's Small and Medium-sized Enterprise Basic Act: in manufacturing up to 20 staff is micro, up to 300 small or medium.
organisation-country = Country
organisation-country-help = Two capital letters by ISO 3166-1. Example: JP, DE
organisation-prefecture = Prefecture
organisation-prefecture-help = Where it has its seat. Leave empty for organisations abroad.
organisation-city = City or town
organisation-city-help = Name of the municipality (up to 200 characters). Example: Takamatsu
organisation-website = Web site
organisation-website-help = An address beginning with https:// or http://. Example: https://www.example.jp/
organisation-description = What it does
organisation-description-help = A few lines on its work and its strengths. Search and matching read them.
organisation-founded = Founded
organisation-founded-help = A year is enough. Example: 1949-05
organisation-ended = Dissolved or merged
organisation-ended-help = The day it ended. Please write it here and keep the organisation, so that the record survives.
organisation-contact = Published contact
organisation-contact-help = Only the office and general contact that the organisation itself publishes (up to 300 characters).
organisation-contact-details = Contact details of persons
organisation-contact-details-help = Names, telephone numbers and addresses of persons (up to 300 characters). Visible to members and closer circles only.
