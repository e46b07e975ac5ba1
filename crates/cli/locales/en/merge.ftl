# Merging
cli-help-merge = Make two records that mean the same one (without --apply only says what would change)
cli-help-merge--loser = The record that goes: reference, identifier or name
cli-help-merge--winner = The record that stays: reference, identifier or name
cli-help-merge--keep = Whose value of a field stays: winner, loser or both; may be repeated
cli-help-merge--apply = Merge (enishi undo takes it back)
cli-help-merge--format = table or json
cli-merge-goes = Goes:
cli-merge-stays = Stays:
cli-merge-closer = The record that goes is seen by fewer people than the one that stays: nothing of it is kept unless you say so.
cli-merge-records = Records that will refer to the one that stays: { $count }
cli-merge-preview = Nothing was merged. Add --apply to merge.
cli-merge-done = Merged { $loser } into { $winner } (records that now refer to it: { $count }). To undo: enishi undo { $batch }
cli-merges-name = same when spelled alike: { $value }
cli-show-merged = { $from } was merged into { $into }.
cli-error-keep = cannot read `{ $found }`
cli-error-keep-hint = write a field and one of winner, loser, both, such as name=loser
cli-column-field = Field
cli-column-keep = Stays
cli-column-winner = Of the record that stays
cli-column-loser = Of the record that goes
cli-keep-winner = winner
cli-keep-loser = loser
cli-keep-both = both

# init
cli-help-init = Make a register with your cluster, region, core organisation and staff (asks on a terminal for what is not given)
cli-help-init--cluster = Name of the cluster in Japanese
cli-help-init--cluster-en = Name of the cluster in English
cli-help-init--stage = First or second stage (1, 2; leave it out where there is none)
cli-help-init--field = Code of a key field; may be repeated (enishi kinds cluster lists them)
cli-help-init--region = Name of the region
cli-help-init--prefecture = Code of the prefecture (01 to 47)
cli-help-init--organisation = Name of the core organisation
cli-help-init--corporate-number = Corporate number of the core organisation
cli-help-init--staff = Staff: code of the role, name and post, divided by colons; may be repeated
cli-help-init--year = Fiscal year (default: the current one)
cli-help-init--contact-email = E-mail address of the contact for needs and seeds
cli-help-init--contact-telephone = Telephone number of the contact for needs and seeds
cli-help-init--example = Load the register of the Knowledge Cluster Initiative as an example
cli-init-done = Registered { $count } records (cluster: { $cluster }). To undo: enishi undo { $batch }
cli-init-example = Loaded { $count } records as an example. To undo: enishi undo { $batch }
cli-error-init-begun = this register holds records already
cli-error-init-begun-hint = add records with enishi import or in the browser
cli-error-init-missing = { $found } is missing
cli-error-init-missing-hint = on a terminal the program asks for what is missing
cli-error-init-staff = cannot read the staff `{ $found }`
cli-error-init-staff-hint = write role, name and post with colons, such as coordinator:Taro Mihon:Chief
