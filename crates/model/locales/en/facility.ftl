# Shared facilities: the kind, its fields, help for whoever fills in the form

facility = Shared facility
facility-plural = Shared facilities
facility-help = A building or equipment that outside researchers or companies may use, or ask to use.

facility-name = Name
facility-name-help = The official name (up to 300 characters). Leave a language empty if there is no official translation.
facility-organisation = Run by
facility-organisation-help = The organisation that runs it.
facility-clusters = Clusters
facility-clusters-help = Clusters that use it.
facility-region = Region
facility-region-help = The region in which it stands.
facility-fields = Fields
facility-fields-help = The fields in which it is mainly used.
facility-description = What it offers
facility-description-help = A few lines that a reader outside the field understands. Example: Food can be prototyped and tasted in one place.
facility-equipment = Equipment
facility-equipment-help = One entry per machine, with its type or capacity if known (up to 200 characters each). Example: Freeze dryer, 20 kg a batch
facility-open-to-companies = Open to companies
facility-open-to-companies-help = Choose yes if companies may use it, even on conditions; write those in the next field.
facility-conditions = Conditions of use
facility-conditions-help = Fees, booking, hours, qualifications. Example: 10,000 yen a day; book two weeks ahead; training at the first visit
facility-since = Opened
facility-since-help = When it opened. A year or a month is enough.
facility-until = Closed
facility-until-help = When it closed. Leave empty while it is in use.
facility-contact = Contact
facility-contact-help = The published contact (up to 300 characters). Example: Research support section, facilities desk
facility-website = Web site
facility-website-help = The page with directions for users, beginning with https:// or http://.
