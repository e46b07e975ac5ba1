# The copy of what is held about a person, for that person
dossier-head = What this register holds about { $name } ({ $reference }), as of { $at }.
dossier-not-here = The same is in held.json. What opens doors, such as passphrases and keys, is not here. Nor are places where texts of other records mention the name, former backups, files that were exported, and mails that were sent. What the person changed in other records stands in their histories under the number of the account. Counts of failed sign-ins go by themselves after a while.
dossier-person = The record of the person
dossier-records = Records that name the person
dossier-named-in =   named in: { $fields }
dossier-files = Files attached to the record of the person
dossier-history = History of the record of the person (newest first, up to 200 entries)
dossier-before = before
dossier-after = after
dossier-accounts = Accounts, and what was done about them
dossier-account = - { $email } { $name } (state: { $state }, administrator: { $admin ->
    [yes] yes
   *[other] no
}, second step: { $second ->
    [yes] yes
   *[other] no
}) made { $created }, last signed in { $signed }
dossier-session =   - signed in: { $browser } (since { $begun }, last used { $seen })
dossier-key =   - API key: { $title } ({ $scope }) made { $created }, ends { $ends }, last used { $used }
dossier-none = none
