# People: the kind, its fields, help for whoever fills in the form

person = Person
person-plural = People
person-help = Coordinators, researchers, members of headquarters, officers and others who take part in the life of a cluster.

person-name = Name
person-name-help = The name as the organisation publishes it, with its kana reading (up to 200 characters). Romanise it as the person does.
person-aliases = Other spellings
person-aliases-help = Former names, character variants and other romanisations, one per entry (up to 200 characters each). They help to recognise the person.
person-organisation = Main organisation
person-organisation-help = Where the person is mainly employed. Posts held beside it are entered as roles.
person-position = Unit and position
person-position-help = Unit and position in the main organisation (up to 300 characters). Example: Head, Industry Liaison Section
person-prefecture = Prefecture of work
person-prefecture-help = Where the person usually works.
person-strengths = Strengths
person-strengths-help = One strength per entry, in words that somebody asking for help would use (up to 100 characters each). Example: enzymes, food labelling, export
person-brokers = Fields that can be brokered
person-brokers-help = Fields in which the person can bring people together, even without being an expert.
person-track-record = Track record
person-track-record-help = What may be published; name partners only with their consent. Example: 12 joint projects started, 3 on the market (FY2019 to FY2025)
person-profile = Profile
person-profile-help = A few lines of published background.
person-duty-contact = Published contact
person-duty-contact-help = Only the duty contact that the organisation publishes (up to 300 characters).
person-personal-contact = Personal contact
person-personal-contact-help = Mobile telephone and other unpublished contacts (up to 300 characters). Visible to members and closer circles only.
person-website = Web site
person-website-help = A profile or laboratory page, beginning with https:// or http://.
