# Text of “enishi doctor”.

cli-help-serve--allow-network-folder = Serve a folder on a network file system all the same: dangerous, because locks and flushes there may not hold, and a register can be damaged beyond repair
cli-help-init--allow-network-folder = Begin a register on a network file system all the same: dangerous, because locks and flushes there may not hold, and a register can be damaged beyond repair
cli-error-network-folder = the folder lies on a network file system ({ $found }); locks and flushes there may not hold, and a register can be damaged beyond repair
cli-error-network-folder-hint = Use a folder on a disk of this machine, or PostgreSQL (--database-url). Who knows that this file system keeps both promises adds --allow-network-folder.

cli-help-doctor = Look at the installation and say what to do about what is found
cli-help-doctor-more = Changes nothing. Exit codes: 0 all is well, 1 there are findings.
cli-help-doctor--format = table for people, json for programs
cli-doctor-ok = ok
cli-doctor-finding = finding
cli-doctor-count = { $count ->
    [0] All is well.
    [one] One finding.
   *[other] { $count } findings.
}
cli-doctor-settings-ok = Settings file: { $file }
cli-doctor-settings-none = No settings file is used.
cli-doctor-settings-database = database_url ({ $place }) has no effect: { $by } names a folder and goes before, so the data are in the folder.
cli-doctor-settings-database-remedy = Take { $by } out (the data folder can stand in the settings file as data_dir), or give the address as ENISHI_DATABASE_URL; then restart. If PostgreSQL is not meant, take database_url out.
cli-doctor-folder-ok = Data folder: { $folder }, for its owner only
cli-doctor-folder-read-only = The data folder { $folder } cannot be written.
cli-doctor-folder-read-only-remedy = Run Enishi as the owner of the folder, or give this account the right to write: chown -R ACCOUNT { $folder }
cli-doctor-folder-open = The data folder { $folder } can be used by other accounts of this machine (mode { $mode }).
cli-doctor-folder-open-remedy = chmod 700 { $folder }
cli-doctor-folder-missing = The data folder { $folder } cannot be looked at: { $detail }
cli-doctor-folder-missing-remedy = Check --data or data_dir; “enishi serve” and “enishi init” make the folder.
cli-doctor-place-ok = The data folder lies on a disk of this machine.
cli-doctor-place-unknown = Which file system holds the data folder cannot be told on this system.
cli-doctor-place-memory = The data folder lies in memory and is gone when the machine is restarted.
cli-doctor-place-memory-remedy = Stop the server and move the folder to a disk.
cli-doctor-place-network = The data folder lies on a network file system ({ $found }): locks and flushes there may not hold.
cli-doctor-place-network-remedy = Stop the server and move the folder to a disk of this machine, or use PostgreSQL.
cli-doctor-place-unreadable = The file system of the data folder cannot be told: { $detail }
cli-doctor-place-unreadable-remedy = Check that the folder exists and may be read.
cli-doctor-space-ok = Free space: { $free }
cli-doctor-space-low = Little free space: { $free }
cli-doctor-space-low-remedy = Make room on the disk of the data folder: at least 1 GB is wanted for imports.
cli-doctor-space-unknown = How much space is free cannot be told on this system.
cli-doctor-store-closed = The store cannot be opened: { $detail }
cli-doctor-store-closed-remedy = Do what the sentence says, and run “enishi doctor” again.
cli-doctor-versions-ok = Enishi { $program }, { $engine }, schema { $schema }
cli-doctor-promises-ok = All { $count } connections keep what was acknowledged: { $settings }
cli-doctor-promises-weak = A connection has { $name }={ $found }: an acknowledged change may be lost in a power failure.
cli-doctor-promises-weak-remedy = Set { $name }={ $expected }; on PostgreSQL in postgresql.conf, for the database and for its account.
cli-doctor-clock-ok = Clock: { $now }
cli-doctor-clock-back = The clock shows { $now }, but the last change was recorded at { $last }: the clock was set back.
cli-doctor-clock-back-remedy = Set the clock right (timedatectl set-ntp true). Until it has caught up, changes are recorded with the time of the last one.
cli-doctor-server-ok = Served by process { $pid } since { $since }
cli-doctor-server-none = No server runs on this folder.
cli-doctor-index-ok = The match index is up to date.
cli-doctor-index-waiting = The match index lacks { $count } commits and takes them in when the server starts.
cli-doctor-index-behind = The match index lacks { $count } commits although a server runs.
cli-doctor-index-behind-remedy = Run this again in a minute. If the number does not fall, look into the log, stop the server, run “enishi rebuild” and start it again.
cli-doctor-service-none = No sign-in service is set; people sign in with passphrases.
cli-doctor-service-ok = Sign-in service: { $issuer }. It must let people come back to { $back }.
cli-doctor-service-closed = The sign-in service { $issuer } cannot be used: { $detail }
cli-doctor-service-closed-remedy = Check oidc_issuer letter by letter, the way from this machine to the service, and its certificate. Until then people sign in with passphrases.
cli-doctor-backup-ok = Last backup: { $at } in { $folder } (wanted daily at { $time }, { $keep } kept)
cli-doctor-backup-unset = No backup folder is set.
cli-doctor-backup-unset-remedy = Set backup_dir to a folder on another disk.
cli-doctor-backup-none = There is no backup in { $folder }.
cli-doctor-backup-none-remedy = Make one now: “enishi backup”; the operating guide says how it runs every night.
cli-doctor-backup-old = The last backup in { $folder } is of { $at }; one is wanted daily at { $time }, { $keep } kept.
cli-doctor-backup-old-remedy = Find out why the nightly backup did not run, and make one now: “enishi backup”.
cli-doctor-backup-read-only = The backup folder { $folder } cannot be written by this account: no nightly backup will be made.
cli-doctor-backup-read-only-remedy = Give the account that runs Enishi the right to write there (chown). Under systemd the service may write into /var/lib/enishi-backup only: set backup_dir to it.
cli-doctor-backup-unreadable = The backup folder { $folder } cannot be looked at: { $detail }
cli-doctor-backup-unreadable-remedy = Make the folder, and let this account write there.
cli-doctor-fonts-ok = Fonts for Japanese and Latin script are built in ({ $count } files of Noto Sans JP); none is needed from the system.
cli-doctor-fonts-none = This program was built without fonts: Japanese looks as the reader's machine has it.
cli-doctor-fonts-none-remedy = Use a released build.
