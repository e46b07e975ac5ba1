# Common fields, vocabularies, layers, and the sentences of problems

# Sections of forms and pages

section-content = Content
section-technology = Technology
section-cooperation = Co-operation
section-property = Intellectual property
section-people = People and organisations
section-contact = Contact
section-publication = Publication
section-progress = Progress
section-place = Place
section-about = About
section-record = Disclosure and sources

# Fields that every kind has

common-disclosure = Disclosure
common-disclosure-help = Who may see this record. If nothing is chosen, it is for members. Where a field is more restricted than the record, the field's own rule holds.
common-source = Source
common-source-help = The document or conversation from which this record was taken, so that others can check it.
common-as-of = As of
common-as-of-help = The date for which the content holds, not the day of entry. A year or month is enough. Example: 2026-04
common-certainty = Certainty
common-certainty-help = How sure the content of this record is. Without a choice it is as the source states.
common-identifiers = Identifiers
common-identifiers-help = Numbers given by others, such as a corporate number, ROR or DOI, each with its scheme. On import, records with the same number are treated as the same.
common-sample = Sample
common-sample-help = Marks an invented record for practice or demonstration. Pages show it with a band.
common-claims = Dissenting values
common-claims-help = Where another source gives a different value, keep it here with that source. Lists and matching use the value in the field itself.

# Fields (Second Science and Technology Basic Plan)

field = Field
field-life = Life sciences
field-it = Information and telecommunications
field-environment = Environmental sciences
field-nanotech = Nanotechnology and materials
field-energy = Energy
field-manufacturing = Manufacturing technology
field-infrastructure = Infrastructure
field-frontier = Frontier
field-other = Other

# Technology readiness levels (European Commission, Horizon 2020)

trl = Technology readiness level (TRL)
trl-1 = TRL 1: basic principles observed
trl-2 = TRL 2: technology concept formulated
trl-3 = TRL 3: experimental proof of concept
trl-4 = TRL 4: technology validated in lab
trl-5 = TRL 5: technology validated in relevant environment
trl-6 = TRL 6: technology demonstrated in relevant environment
trl-7 = TRL 7: system prototype demonstration in operational environment
trl-8 = TRL 8: system complete and qualified
trl-9 = TRL 9: actual system proven in operational environment

# Forms of co-operation

cooperation = Form of co-operation
cooperation-consulting = Consulting
cooperation-joint = Joint research
cooperation-commissioned = Commissioned research
cooperation-licence = Licence
cooperation-samples = Samples or prototypes
cooperation-start-up = Start-up
cooperation-talks = Exploratory talks

# States of intellectual property

ip = State of the intellectual property
ip-none = None
ip-know-how = Secret know-how
ip-planned = Filing planned
ip-applied = Applied for, unpublished
ip-published = Application published
ip-granted = Granted
ip-lapsed = Lapsed

# Types of organisation

organisation-type = Type of organisation
organisation-type-university = University or college
organisation-type-public-research-institute = Public research institute
organisation-type-company = Company
organisation-type-local-government = Local government
organisation-type-ministry = Ministry or agency
organisation-type-foundation = Foundation
organisation-type-technology-office = Technology transfer office
organisation-type-hospital = Hospital
organisation-type-association = Association
organisation-type-facility = Shared facility
organisation-type-archive = Library or archive
organisation-type-other = Other

# Size classes

size = Size
size-micro = Micro
size-small = Small
size-medium = Medium-sized
size-large = Large

# Industries (Japan Standard Industrial Classification, revision 13, divisions)

industry = Industry
industry-A = Agriculture and forestry
industry-B = Fisheries
industry-C = Mining and quarrying of stone and gravel
industry-D = Construction
industry-E = Manufacturing
industry-F = Electricity, gas, heat supply and water
industry-G = Information and communications
industry-H = Transport and postal activities
industry-I = Wholesale and retail trade
industry-J = Finance and insurance
industry-K = Real estate and goods rental and leasing
industry-L = Scientific research, professional and technical services
industry-M = Accommodations, eating and drinking services
industry-N = Living-related and personal services and amusement services
industry-O = Education, learning support
industry-P = Medical, health care and welfare
industry-Q = Compound services
industry-R = Services, not elsewhere classified
industry-S = Government, except elsewhere classified
industry-T = Industries unable to classify

# Prefectures (JIS X 0401)

prefecture = Prefecture
prefecture-01 = Hokkaido
prefecture-02 = Aomori
prefecture-03 = Iwate
prefecture-04 = Miyagi
prefecture-05 = Akita
prefecture-06 = Yamagata
prefecture-07 = Fukushima
prefecture-08 = Ibaraki
prefecture-09 = Tochigi
prefecture-10 = Gunma
prefecture-11 = Saitama
prefecture-12 = Chiba
prefecture-13 = Tokyo
prefecture-14 = Kanagawa
prefecture-15 = Niigata
prefecture-16 = Toyama
prefecture-17 = Ishikawa
prefecture-18 = Fukui
prefecture-19 = Yamanashi
prefecture-20 = Nagano
prefecture-21 = Gifu
prefecture-22 = Shizuoka
prefecture-23 = Aichi
prefecture-24 = Mie
prefecture-25 = Shiga
prefecture-26 = Kyoto
prefecture-27 = Osaka
prefecture-28 = Hyogo
prefecture-29 = Nara
prefecture-30 = Wakayama
prefecture-31 = Tottori
prefecture-32 = Shimane
prefecture-33 = Okayama
prefecture-34 = Hiroshima
prefecture-35 = Yamaguchi
prefecture-36 = Tokushima
prefecture-37 = Kagawa
prefecture-38 = Ehime
prefecture-39 = Kochi
prefecture-40 = Fukuoka
prefecture-41 = Saga
prefecture-42 = Nagasaki
prefecture-43 = Kumamoto
prefecture-44 = Oita
prefecture-45 = Miyazaki
prefecture-46 = Kagoshima
prefecture-47 = Okinawa

# States of a need (the heading need-state is in need.ftl)

need-state-new = New
need-state-investigating = Under investigation
need-state-introduced = Introduced
need-state-meeting = In talks
need-state-agreed = Agreed
need-state-declined = Declined

# Reasons for refusal

refusal = Reason for refusal
refusal-too-early = Too early
refusal-benefit-unclear = Benefit over existing technology unclear
refusal-route-unclear = Commercial route unclear
refusal-use-unclear = Use or description unclear
refusal-already-known = Already known or in use
refusal-no-budget = No budget or time now
refusal-terms = Terms or IP do not fit
refusal-other = Other, in words

# Non-disclosure agreement

nda = Non-disclosure agreement
nda-needed = Needed first
nda-later = Needed once details are discussed
nda-not-needed = Not needed

# Types of source

source-type = Type of source
source-type-document = Document
source-type-web-page = Web page
source-type-database = Database
source-type-file = File
source-type-conversation = Conversation
source-type-own-record = Own record

# Disclosure of a record

disclosure = Disclosure
disclosure-public = Public
disclosure-members = Members
disclosure-coordinator = Through the coordinator
disclosure-secret = Secret

# Layers

layer = Layer
layer-public = Everybody
layer-public-help = Open to everybody, search engines included.
layer-member = Members
layer-member-help = Signed-in members of the cluster only.
layer-party = Named parties
layer-party-help = Only organisations and people to whom it was opened by name, for a set time.
layer-steward = Those in charge
layer-steward-help = Only those in charge of the record. Nobody else learns that it exists.

# State of a translation

translation = Translation
translation-missing = Not translated
translation-machine = Machine translation, unchecked
translation-checked = Checked
translation-outdated = Original changed since

# Certainty of a claim

certainty = Certainty
certainty-stated = Stated
certainty-inferred = Inferred
certainty-unchecked = Unchecked

# Confidence in an identifier, and its scheme

confidence = Confidence
confidence-confirmed = Confirmed
confidence-proposed = Proposed, to be decided
identifier-scheme = Scheme
identifier-scheme-orcid = ORCID iD
identifier-scheme-ror = ROR
identifier-scheme-corporate-number = Corporate number
identifier-scheme-local-government-code = Local government code
identifier-scheme-erad = e-Rad researcher number
identifier-scheme-patent = Patent or application number
identifier-scheme-kaken = KAKEN project number
identifier-scheme-doi = DOI

# Languages

lang = Language
lang-ja = Japanese
lang-en = English

# Problems: what was expected, and the remedy

problem-required = This field is required. Please enter a value.
problem-empty = This contains only spaces. Enter some text, or leave the field empty.
problem-nul = This contains a control character (NUL) that cannot be stored. Paste the text again from the original, or remove the character.
problem-control = This contains an invisible control character ({ $found }). Paste the text again from the original, or remove the character; tabs and line breaks may stay.
problem-too-long = { $language ->
    [ja] The Japanese text has { $found } characters. Please shorten it to at most { $limit }.
    [en] The English text has { $found } characters. Please shorten it to at most { $limit }.
   *[other] This has { $found } characters. Please shorten it to at most { $limit }.
}
problem-link = “{ $found }” is not an address. Enter one that begins with https:// or http:// and contains no spaces.
problem-code = “{ $found }” is not one of the codes of this field. Use one of: { $codes }
problem-code-near = “{ $found }” is not one of the codes of this field. Did you mean “{ $near }”? The codes are: { $codes }
problem-range = { $found } is out of range. Enter a whole number from { $least } to { $most }.
problem-yen-range-order = The lower bound ({ $min } yen) exceeds the upper bound ({ $max } yen). Swap them or correct one.
problem-identifier = This identifier is not valid. { $scheme ->
    [orcid] An ORCID iD has 16 digits in groups of four, such as 0000-0002-1825-0097.
    [ror] A ROR identifier has nine characters beginning with 0, such as 057zh3y96.
    [corporate-number] A corporate number has 13 digits, the first being a check digit, such as 7000012060001.
    [local-government-code] A local government code has six digits, the last being a check digit, such as 011002.
    [erad] An e-Rad researcher number has eight digits, such as 12345678.
    [patent] Give its type and number, such as 特願2004-123456 or 特許第1234567号.
    [kaken] Give the project number with its letters, such as 23K01234.
    [doi] A DOI begins with 10., such as 10.1000/182.
   *[other] Check the scheme and how its numbers are written.
} Please compare it with the original ({ $detail }).
problem-identifier-form = “{ $found }” is not in the standard form. Write it as “{ $expected }”.
problem-type = This has the wrong form. Enter { $expected ->
    [text] text in Japanese or English
    [line] a line of text
    [keywords] a list of keywords
    [code] one code
    [codes] a list of codes
    [date] a date such as 2004, 2004-03 or 2004-03-15
    [integer] a whole number
    [yen] a whole number of yen
    [yen-range] a range of yen with lower and upper bound
    [flag] yes or no (true or false)
    [reference] the id of one record
    [references] a list of record ids
    [identifiers] a list of identifiers, each with its scheme
    [claims] a list of dissenting values with their sources
    [fiscal-year] the year in which the fiscal year begins, such as 2003
    [decimal] a decimal number in quotation marks, such as "12.5"
    [rows] a list of rows, each with column names and values
    [files] a list of attached files
   *[other] { $expected }
}. Found: { $found }
problem-body-unreadable = The content of this record cannot be read ({ $detail }). A JSON object of field names and values is expected. Check whether the file it came from is complete.
problem-shape-newer = This record ({ KIND($kind) }) was written by a newer version of the program (shape { $found }; this one knows up to { $known }). Update the program, then open it again.
