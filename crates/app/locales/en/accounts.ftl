# Accounts: why something was refused, mail, what is noted
error-unknown-account = there is no account `{ $found }`
error-unknown-account-hint = Give the whole e-mail address; enishi user list shows them.
error-account-state = that cannot be done to an account that is { $state }
error-last-administrator = nobody would be left to administer
error-last-administrator-hint = Make somebody else an administrator first.
error-sign-in-failed = the e-mail address or the passphrase is wrong
error-sign-in-failed-hint = Look at capital letters and the keyboard. If you forgot the passphrase, choose a new one.
error-sign-in-again = that took too long; sign in again from the start
error-sign-in-needed = you must sign in for this
error-sign-in-needed-hint = Sign in and open the page again.
error-sign-in-wait = { $seconds ->
    [one] too many attempts: wait one more second
   *[other] too many attempts: wait { $seconds } more seconds
}
error-sign-in-wait-hint = After that you can try again. The account is not locked.
error-code-failed = the code is wrong or was used before
error-code-failed-hint = Check the clock of the device and enter the next code it shows. Without the device, use a recovery code.
error-passphrase-wrong = the present passphrase is wrong
error-key-unknown = this API key cannot be used: it has ended, was revoked or never was
error-key-unknown-hint = Make a new one on the page of your account.
error-key-scope = this API key may only read
error-key-scope-hint = Make a key that may write.
error-no-mail = no mail is sent from here
error-no-mail-hint = Ask an administrator to hand you a link.
problem-passphrase-short = Use at least { $limit } characters (these are { $length }). A short sentence is easy to remember.
problem-passphrase-common = Very many people use this, so it is guessed at once. Choose another one.
problem-passphrase-own = This is hardly more than your own name or e-mail address. Choose other words.
problem-email-taken = There is an account with this e-mail address.
problem-key-days = Give a number of days from 1 to { $limit }.

mail-parting =
    Enishi { $site }
    This mail was sent by a program.
mail-invitation-subject = Invitation to Enishi
mail-invitation-body =
    Dear { $name },

    you are invited to { $site }
    Open this link, and choose your name and a passphrase to begin:

    { $link }

    It works once, within { $hours } hours.
    If you expected no invitation, throw this mail away; nothing will happen.
mail-reset-subject = A new passphrase for Enishi
mail-reset-body =
    Dear { $name },

    somebody asked to choose a new passphrase for your account.
    Open this link to choose it:

    { $link }

    It works once, within { $minutes } minutes.
    If it was not you, throw this mail away; your passphrase stays as it is.
mail-passphrase-changed-subject = Your passphrase for Enishi was changed
mail-passphrase-changed-body =
    Dear { $name },

    the passphrase of your account was changed, and all other sessions have ended.
    If it was not you, tell an administrator at once.
mail-second-step-on-subject = Your account of Enishi has a second step now
mail-second-step-on-body =
    Dear { $name },

    from now on, signing in also takes a code of your device.
    If it was not you, tell an administrator at once.
mail-second-step-off-subject = Your account of Enishi has no second step any more
mail-second-step-off-body =
    Dear { $name },

    from now on, signing in takes your passphrase alone.
    If it was not you, tell an administrator at once.

account-event-first-administrator = First administrator made
account-event-invited = Invited
account-event-invited-again = Invitation made anew
account-event-accepted = Invitation taken up
account-event-signed-in = Signed in
account-event-sign-in-failed = Signing in failed
account-event-code-failed = Code of the second step failed
account-event-signed-out = Signed out
account-event-session-ended = One session ended
account-event-sessions-ended = Other sessions ended
account-event-reset-asked = New passphrase asked for
account-event-reset-sent = Link for a new passphrase made
account-event-passphrase-reset = Passphrase chosen anew by link
account-event-passphrase-changed = Passphrase changed
account-event-renamed = Name or language changed
account-event-second-step-on = Second step turned on
account-event-second-step-off = Second step turned off
account-event-second-step-dropped = Second step taken away by an administrator
account-event-codes-made = New recovery codes
account-event-suspended = Suspended
account-event-resumed = Resumed
account-event-made-administrator = Made an administrator
account-event-unmade-administrator = No longer an administrator
account-event-person-linked = Linked to the record of a person
account-event-person-unlinked = Link to the record of a person removed
account-event-closed = Account ended
account-event-key-made = API key made
account-event-key-revoked = API key revoked
account-event-data-copied = Copy of the person’s data made
