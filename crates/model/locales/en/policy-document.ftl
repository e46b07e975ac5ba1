# Policy documents: the kind, its fields, help for whoever fills in the form

policy-document = Policy document
policy-document-plural = Policy documents
policy-document-help = A basic plan, strategy or law under which programmes stand.

policy-document-title = Title
policy-document-title-help = The official title as it stands on the document (up to 300 characters). Leave a language empty if there is no official translation. Example: Second Science and Technology Basic Plan
policy-document-document-type = Type
policy-document-document-type-help = The one that fits best.
policy-document-number = Number in its series
policy-document-number-help = Which one of its series it is. Example: 2 for the second plan
policy-document-heading = Heading
policy-document-heading-help = What it stands for, in one line (up to 300 characters). Example: Start of cluster policy
policy-document-decided-by = Decided by
policy-document-decided-by-help = The council or body that decided it (up to 200 characters). Example: Cabinet
policy-document-decided = Decided on
policy-document-decided-help = A year or a month is enough. Example: 2001-03
policy-document-since = Applies from
policy-document-since-help = The first month to which it applies. Example: 2001-04
policy-document-until = Applies until
policy-document-until-help = The last month to which it applies. Leave empty if none is set. Example: 2006-03
policy-document-points = What it says about clusters
policy-document-points-help = A short summary in your own words, not a copy. Add the chapter or page so that others can check it.
policy-document-follows = Follows
policy-document-follows-help = The documents that it carries on. Example: the first plan, for the second
