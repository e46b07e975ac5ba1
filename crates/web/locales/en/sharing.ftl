# The page about who sees a record, and the list of consents to publication

sharing-title = Who sees this
sharing-own = This record is your organisation’s own: you see who sees it and to whom it was opened. To change that, tell the coordinator in charge.
sharing-change-disclosure = Change the disclosure
sharing-whole = The installation as a whole
sharing-layers = Who sees what today
sharing-fields = Fields here:{" "}
sharing-nothing = none
sharing-nothing-seen = none that you see
sharing-files = { $count ->
    [one] one file
   *[other] { $count } files
}
sharing-who-public = Everybody, search engines included.
sharing-who-member = Everybody who is signed in
sharing-who-member-of = Those with a role in “{ $cluster }” and people of the organisations that take part in it
sharing-who-party = Those in charge of the whole, and advisers
sharing-who-party-of = The headquarters of “{ $cluster }” and its advisers
sharing-who-steward = Those in charge of the whole
sharing-who-steward-of = The headquarters of “{ $cluster }”
sharing-who-named = { $count ->
    [one] , and one party to whom it was opened by name
   *[other] , and { $count } parties to whom it was opened by name
}
sharing-who-neighbours = {", and those in charge of other clusters"}
sharing-opened-none = It is opened to nobody by name.
sharing-whom-unseen = Somebody you do not see
sharing-state-now = Open now.
sharing-state-later = Not begun.
sharing-state-over = Over.
sharing-organisation = Organisation
sharing-organisation-help = Type part of the name and choose. Everybody who works for the organisation will see it.
sharing-person = Person
sharing-person-help = Choose one to show it to this person alone.
sharing-since = From
sharing-since-help = Leave empty to begin at once. Example: 2026-05-01
sharing-until = Until
sharing-until-help = They see it to the end of this day. Leave empty to go on until you withdraw it.
sharing-agreement = Agreement
sharing-agreement-help = A non-disclosure agreement, for example, if it is registered.
sharing-reason = Reason
sharing-limit = Change the end
sharing-withdraw = Withdraw
sharing-preview = See what would become visible
sharing-open-title = Open it to somebody by name
sharing-open-how = They will see the fields for members and for named parties, never those for people in charge. The next page shows which, before anything is opened.
sharing-open-go = Open it to them
sharing-limit-title = Change the end of an opening
sharing-limit-go = Change the end
sharing-withdraw-title = Withdraw an opening
sharing-withdraw-go = Withdraw it
sharing-plan-title = Set a day on which it becomes more open
sharing-plan-how = On the day that you set, the program changes the disclosure and the history keeps it. As long as the program stands still, nothing opens.
sharing-plan-unpublished = 18 months after filing, when the Patent Office publishes an application, is { $day }.
sharing-plan-open = Everybody sees this record already.
sharing-plan-go = Open it on this day
sharing-unplan = Give the plan up
sharing-unplan-title = Give the plan up
sharing-unplan-go = Give the plan up
sharing-overdue = The day has passed and it is not open
sharing-on = Day
sharing-on-help = Write year, month and day. Example: 2027-05-01
sharing-disclosure = Disclosure from then on
sharing-effect = What changes
sharing-effect-open = They will see these fields:
sharing-effect-limit = After that day they no longer see these fields:
sharing-effect-withdraw = From now on they no longer see these fields:
sharing-effect-plan = From that day on, these fields become visible:
sharing-effect-unplan = These fields will not become visible on that day:
sharing-effect-none = With what is written now, nothing else becomes visible.
sharing-effect-secret = This record is secret: opening it by name shows nothing. Choose a more open disclosure first.
sharing-effect-undo = You can undo this in the history. What somebody has seen stays seen.
sharing-done-open = It is opened.
sharing-done-limit = The end is changed.
sharing-done-withdraw = The opening is withdrawn.
sharing-done-plan = The day is set.
sharing-done-unplan = The plan is given up.
sharing-undo = Undo it in the history
sharing-history = History of openings
sharing-history-none = Its disclosure and openings were never changed.
sharing-clearances-none = Nobody is named who must agree. Name those who must under “Consent to publication” in the form.

clearances-title = Consents awaited
clearances-lead = Consents that publication needs and that are missing, have ended or end within 30 days.
clearances-none = No consent is awaited.
clearance-standing-not-asked = Not asked yet
clearance-standing-asked = Asked on { $asked }, no answer yet
clearance-standing-agreed = Agreed on { $agreed }
clearance-standing-agreed-until = Agreed on { $agreed }, until { $until }
clearance-standing-expired = The consent ended on { $until }
home-clearances = { $count ->
    [one] one seed awaits consent to publication
   *[other] { $count } seeds await consent to publication
}

veiled-what = Whose need this is stays hidden; industry, size and what is wanted stand below. Answers and questions go to the coordinator, who passes them on once the company agrees.
veiled-contact = Where answers and questions go
