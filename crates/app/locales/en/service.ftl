# Sign-in services (OpenID Connect), and changing one's e-mail address
error-service-none = no other service signs people in here
error-service-none-hint = Sign in with e-mail address and passphrase.
error-service-unreachable = { $service } cannot be reached
error-service-unreachable-hint = Try again later, or sign in with your passphrase. Tell an administrator if it goes on.
error-service-refused = { $service } did not confirm that it is you
error-service-refused-hint = Try again from the start. Tell an administrator if it goes on. You can also sign in with your passphrase.
error-service-unknown = no account that can be used is linked to you at { $service }
error-service-unknown-hint = If you have an account, sign in with your passphrase and link it on the page “Your account”. If you were invited, open the link of your invitation.
error-service-taken = you at { $service } are linked to another account
error-service-taken-hint = Tell an administrator if that account is not yours.
error-service-only = without a passphrase you could not sign in any more
error-service-only-hint = Choose a passphrase first, by “Forgotten passphrase”.
problem-email-same = This is your e-mail address already.
account-event-service-linked = Sign-in service linked
account-event-service-unlinked = Sign-in service unlinked
account-event-service-failed = Sign-in service did not confirm
account-event-address-asked = New e-mail address asked for
account-event-address-changed = E-mail address changed
mail-address-subject = Confirm your e-mail address for Enishi
mail-address-body =
    Dear { $name },

    somebody asked to make this the e-mail address of an account of Enishi.
    While you are signed in, open this link and press “Use this address”.

    { $link }

    The link works once, within { $hours } hours.
    If you did not ask for it, throw this mail away. Nothing will happen.
mail-address-changed-subject = Your e-mail address for Enishi was changed
mail-address-changed-body =
    Dear { $name },

    your account has another e-mail address now. Nothing more will be sent to this one.
    If it was not you, tell an administrator at once.
mail-service-linked-subject = A sign-in service lets you in to Enishi
mail-service-linked-body =
    Dear { $name },

    your account is linked to a sign-in service, which lets you in without your passphrase.
    If it was not you, tell an administrator at once.
mail-service-unlinked-subject = Your sign-in service for Enishi was unlinked
mail-service-unlinked-body =
    Dear { $name },

    from now on the sign-in service does not let you in; use your passphrase.
    If it was not you, tell an administrator at once.
