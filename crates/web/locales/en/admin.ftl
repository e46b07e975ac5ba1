# Administration: what an administrator looks after

admin-title = Administration
admin-lead = What an administrator looks after. Being one shows nothing closed: that follows from records of roles alone.
admin-accounts = Inviting, suspending, a second step begun anew, and who in the register an account belongs to.
admin-accounts-active = { $shown } in use
admin-accounts-invited = { $shown } invited
admin-roles-title = Roles
admin-roles = Who sees what follows from records of roles and their days. The list can be filtered.
admin-roles-count = { $count ->
    [one] { $shown } role
   *[other] { $shown } roles
}
admin-imports = Files registered in one go, and taking them back.
admin-imports-staged = { $shown } waiting for a decision
admin-jobs = Backups, verification, imports and other long work.
admin-jobs-running = { $shown } running
admin-jobs-failed = { $shown } failed or interrupted
admin-audit = What was done about accounts, and what was read on the server. Nobody rewrites it.
admin-any = All
admin-all = Show all
admin-none-such = Nothing like that.
