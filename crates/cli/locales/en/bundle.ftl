# enishi bundle
cli-help-bundle = Leave with the data of a region or cluster in one signed file, or take it in
cli-help-bundle-write = Write all that belongs to a region or cluster into one file
cli-help-bundle-write-more = It holds spreadsheets, JSON, attached files, an explanation and a signature; its README says what belongs. It holds what only members may see: be sure of whom you give it to.
cli-help-bundle-write--root = The reference of the region or cluster
cli-help-bundle-write--file = The file, such as region.zip
cli-help-bundle-verify = Check the signature and the hash of every file
cli-help-bundle-verify--file = The bundle
cli-help-bundle-load = Load it into a new register (references stay; one undo takes it back)
cli-help-bundle-load--file = The bundle
cli-help-bundle-key = Show the public key of this register and its fingerprint (the key is made the first time)
cli-bundle-written = Wrote { $file } ({ $kilobytes } kB): “{ $title }”, records: { $records }, records only named: { $named }, attached files: { $files }.
    Fingerprint of the key: { $key }
cli-bundle-right = Signature and hashes are right: “{ $title }”, records: { $records }, records only named: { $named }, attached files: { $files }.
    Fingerprint of the key: { $key } (confirm it with the maker by another way)
cli-bundle-loaded = Loaded records: { $records }, attached files: { $files }. To undo: enishi undo { $batch }
cli-bundle-key = Fingerprint of the key: { $key }
