# Taking charge of the register
charge-title = Take charge of the register
charge-lead = Managing accounts does not by itself let anybody see the closed parts of records or change them. Nobody is in charge of the register as a whole yet, so you may be. This makes a record of you and of your role, from today, and names it in your account. What everybody else may do follows from the records of their roles in the same way.
charge-name = Your name
charge-name-help = It stands in the history of changes and in the record of your role.
charge-post = Position
charge-post-help = Unit and position. It may stay empty.
charge-go = Take charge
charge-not = Somebody else is in charge: not now
charge-nobody = Nobody is in charge of the register as a whole.
account-done-charge = You are in charge of the register now.
