# Who is in charge of the register as a whole
charge-role = { $name } (in charge of the register)
history-charge = Took charge of the register
error-charge-taken = somebody is in charge of the register already
error-charge-taken-hint = Ask them to record your person and role.
account-event-took-charge = Took charge of the register
account-event-shell-read = Read the register on the server
