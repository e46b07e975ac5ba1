# Agreements: the kind, its fields, help for whoever fills in the form

agreement = Agreement
agreement-plural = Agreements
agreement-help = What organisations signed: confidentiality, joint or commissioned research, a licence. A copy may be attached as a file.

agreement-title = Title
agreement-title-help = What it is about, without naming the parties (up to 300 characters). Visible to members and closer circles only.
agreement-agreement-type = Type of agreement
agreement-agreement-type-help = The one that fits best.
agreement-parties = Parties
agreement-parties-help = All organisations that signed. Seen only by those in charge and by parties to whom it has been opened.
agreement-project = Project
agreement-project-help = The project under this agreement.
agreement-ip-right = IP right
agreement-ip-right-help = The IP right that is licensed. Leave empty for other agreements.
agreement-since = In force from
agreement-since-help = The first day on which it holds, which may differ from the day of signing. Example: 2026-04-01
agreement-until = In force until
agreement-until-help = The last day. If it renews itself, the last day of the present term.
agreement-amount = Amount
agreement-amount-help = The whole amount in yen. Seen only by those in charge and by parties to whom it has been opened. Example: 5,000,000
agreement-terms = Terms
agreement-terms-help = What will be asked later: shares in rights, conditions of publication, how long secrecy lasts.
