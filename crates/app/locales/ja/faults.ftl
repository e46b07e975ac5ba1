# 保存先のまわりで起きること。

error-store-full = 書き込む空きがありません。ディスクがいっぱいか、大きさの上限に達しています。今回の内容は何も書き込んでいません。
error-store-full-hint = 運用者がデータフォルダーまたは PostgreSQL のディスクに空きを作ってください（「enishi doctor」で残量が分かります）。そのあと、もう一度行ってください。再起動は要りません。
error-store-read-only = データを読むことはできますが、書き込めません。今回の内容は何も書き込んでいません。
error-store-read-only-hint = 運用者が、プログラムを動かす利用者にデータフォルダー（または PostgreSQL）への書込みを許可してください。そのあと、もう一度行ってください。
error-store-unreachable = 保存先が今は応答していません。保存済みの内容は失われていません。
error-store-unreachable-hint = 1 分ほど待って、もう一度お試しください。再起動は要りません。続くときは、運用者が PostgreSQL の動作とアドレスを確かめてください。
error-store-busy = ほかの書込みが長く続いています。今回の内容は何も書き込んでいません。
error-store-busy-hint = 大きな取込みやほかのプログラムが終わるのを待って、もう一度行ってください。
error-store-disk = データフォルダーのディスクで読み書きの誤りが起きています。
error-store-disk-hint = 運用者がサーバーを終了し、データフォルダーを別のディスクに複写して「enishi doctor」で確かめてください。
error-store-damaged = データのファイルが壊れているか、データのファイルではありません。
error-store-damaged-hint = 運用者がサーバーを終了し、データフォルダーをそのまま残して、最後のバックアップを新しいフォルダーに復元してください。
