# Programmes: the kind, its fields, help for whoever fills in the form

programme = Programme
programme-plural = Programmes
programme-help = What a ministry or local government runs. Types and stages within a programme are records of their own.

programme-name = Name
programme-name-help = The official name (up to 300 characters). Leave a language empty if there is no official translation. Example: Knowledge Cluster Initiative
programme-aliases = Other names
programme-aliases-help = Short names and other spellings that occur in documents, one per entry (up to 100 characters each). Example: KCI
programme-ministry = Run by
programme-ministry-help = The ministry or body that runs it. If several do, choose the one that holds the budget.
programme-programme-type = Type
programme-programme-type-help = Whether it is a whole programme, a type or stage within one, or a frame between ministries.
programme-part-of = Part of
programme-part-of-help = For a type or stage, the programme to which it belongs. Example: the Regional Innovation Cluster Program, for its City Area Type
programme-under = Policy documents
programme-under-help = The basic plans and strategies on which it rests.
programme-since = Begins
programme-since-help = The first month. Example: 2002-04
programme-until = Ends
programme-until-help = The last month. Leave empty while it runs. Example: 2010-03
programme-predecessors = Programmes before it
programme-predecessors-help = One row for each programme before it. If three became one, write three rows.
programme-predecessors-programme = Programme before
programme-predecessors-relation = Relation
programme-predecessors-since = From
programme-predecessors-remarks = Remarks
programme-purpose = Purpose
programme-purpose-help = A few lines in your own words: what it supports, for whom and how.
programme-stages = Stages supported
programme-stages-help = All stages that it supports, from the creation of seeds to commercialisation.
programme-fields = Fields
programme-fields-help = The fields that it supports. Leave empty if any field may apply.
programme-recipients = Recipients
programme-recipients-help = Everyone who may receive support.
programme-website = Web site
programme-website-help = The official page, beginning with https:// or http://.
