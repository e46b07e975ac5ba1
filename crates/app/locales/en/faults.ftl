# What the world around the store does to it.

error-store-full = There is no room to write: the disk is full, or a limit of size was reached. Nothing of this was written.
error-store-full-hint = The operator makes room on the disk of the data folder or of PostgreSQL (“enishi doctor” shows how much there is). Then do it again; nothing needs to be restarted.
error-store-read-only = The data can be read and not written. Nothing of this was written.
error-store-read-only-hint = The operator gives the account that runs the program the right to write into the data folder (or on PostgreSQL). Then do it again.
error-store-unreachable = The store does not answer at the moment. What was acknowledged is safe.
error-store-unreachable-hint = Try again in a minute; nothing needs to be restarted. If it goes on, the operator checks that PostgreSQL runs and that its address is right.
error-store-busy = Something else is writing to the store for a long time. Nothing of this was written.
error-store-busy-hint = Wait until the long import or the other program has ended, and do it again.
error-store-disk = The disk of the data folder gives errors.
error-store-disk-hint = The operator stops the server, copies the data folder to another disk, and checks it there with “enishi doctor”.
error-store-damaged = The file of the store is damaged or is no store.
error-store-damaged-hint = The operator stops the server, keeps the data folder as it is, and restores the last backup into a new folder.
