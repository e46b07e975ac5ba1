# Bundles
error-bundle-root = Give the reference of a region or a cluster.
error-bundle-root-hint = `enishi list regions` and `enishi list clusters` show them.
error-bundle-unreadable = The bundle { $file } cannot be opened.
error-bundle-unreadable-hint = Check its name and folder, and that whoever runs this program may read it.
error-bundle-not-a-bundle = { $file } is no bundle of Enishi, or was cut off before its end.
error-bundle-not-a-bundle-hint = A bundle is made by `enishi bundle write`. Name another file, or copy it again. (A backup is checked with `enishi restore --check`.)
error-bundle-damaged = This bundle is not what was signed ({ $detail }).
error-bundle-damaged-hint = Do not use it; ask whoever made it for another copy.
error-bundle-newer = This bundle was made by a newer program (format { $found }).
error-bundle-newer-hint = Use a newer enishi.
error-bundle-known = This register already has a record of the bundle ({ $reference }).
error-bundle-known-hint = Load it into a new register.
error-bundle-row = The record { $reference } of the bundle cannot be taken in.
error-bundle-row-hint = Nothing was written. Correct the record where the bundle was made, and make it again.
history-bundle = Loaded from a bundle
bundle-column-id = reference
bundle-read-me = Bundle of “{ $title }” ({ $reference }), made { $at }.
bundle-read-me-belongs = What is in it
  records/ … the region (with the regions in it), its clusters, and all that hangs on them. A record that names clusters is here if it names one of these; a record that names no cluster is here if it names a record that is here. The organisations, people and sources that they name are here too, and the records that they name which name no cluster.
  named/ … records that those only name (clusters of other regions, programmes, schemes and so on), as everybody may see them. What is not for everybody is left out, and so is every value that names it.
  What its maker may not see is nowhere in it.
bundle-read-me-files = How to read it
  Every kind is here twice with the same content: .xlsx for spreadsheets, .jsonl (UTF-8, one JSON object a line) for programs. “id” is the reference; other records are named by theirs.
  files.jsonl lists attached files; their bytes are in files/, named by their SHA-256.
  manifest.json holds size and SHA-256 of every file.
bundle-read-me-load = To bring it into another register: enishi bundle load FILE
bundle-read-me-signature = To check the signature (OpenSSL 3); then compare the SHA-256 in manifest.json with each file (enishi bundle verify does both).
bundle-read-me-key = Fingerprint of the key (SHA-256 of the public key). Confirm it with the maker by another way.
