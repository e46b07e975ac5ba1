# Copies for people, and how long data is kept
cli-help-person = What is held about a person
cli-help-person-export = Write all that the register holds about a person into one zip file for that person
cli-help-person-export-more = The record of the person with its history, roles and participations, what names the person, names of attached files, accounts and what was done about them: as JSON and as text in both languages. Passphrases and keys are not in it. That the copy was made is noted beside the account.
cli-help-person-export--reference = Reference of the person (person-…)
cli-help-person-export--file = The file to write (default: the reference with .zip)
cli-help-person-export--format = table (for people) or json (for programs)
cli-person-exported = What is held about { $reference } is in { $file }: { $records ->
    [one] 1 record that names the person
   *[other] { $records } records that name the person
}, { $changes ->
    [one] 1 entry of the history
   *[other] { $changes } entries of the history
}, { $files ->
    [one] 1 attached file
   *[other] { $files } attached files
}, { $accounts ->
    [one] 1 account
   *[other] { $accounts } accounts
} (with { $events ->
    [one] 1 event
   *[other] { $events } events
}).

cli-help-retention = Find contacts of persons that have been kept long enough, and erase them
cli-help-retention-more = Without --apply it only looks. Erasing is that of enishi erase: it cannot be undone, and leaves a ledger and a certificate. The setting retention changes the years (for example retention = "contacts-of-needs=3, personal-contacts=never"). The exit code is 1 when it looked and something is due.
cli-help-retention--apply = Erase what is due
cli-help-retention--format = table (for people) or json (for programs)
cli-setting-retention = Expected: RULE=YEARS, parted by commas; years from 1 to 100, or never. `enishi retention` shows the rules.
cli-retention-on = As of { $day }
cli-retention-rule = { $kind }: { $fields }. Ground: { $basis }. Kept: { $years }, then erased. Held { $held }, due { $due }.
cli-retention-years = { $years ->
    [one] 1 year
   *[other] { $years } years
}
cli-retention-never = without a term (by the setting)
cli-retention-due = { $reference } (since { $since })
cli-retention-rest = Published contacts of offices and the records of the programmes themselves have no term; at a person’s request `enishi erase` erases them.
cli-retention-apply = Nothing was erased yet. With --apply it is erased and cannot be undone.
retention-personal-contacts = reaching a person during a role and the time of handing it over (counted from the end of the last role)
retention-contacts-of-needs = passing answers on to a need (counted from the last change of the record)
retention-contacts-of-seeds = asking about a seed (counted from the last change of the record)
retention-contacts-of-organisations = reaching an organisation (counted from the last change of the record)
