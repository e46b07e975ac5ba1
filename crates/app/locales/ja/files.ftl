# 添付ファイル
error-unknown-file = そのファイルは見つかりません。
error-unknown-file-hint = 記録のページで、ファイルの一覧を確かめてください。閲覧できないファイルも見つかりません。
error-file-too-large = ファイルの大きさが { $limit } を超えています。
error-file-too-large-hint = 画像を小さくするか、分けて添付してください。上限は設定 max_file_mb で変えられます。
error-missing-file = 記録が示すファイル（{ $found }）が登録されていません。
error-missing-file-hint = ファイルは、先に記録のページか API で添付してください。
problem-file-empty = 「{ $name }」は中身のないファイルです。
problem-file-exists = 「{ $name }」と同じ内容のファイルが、すでに添付されています。
problem-file-many = 一つの記録に添付できるのは { $limit } 件までです。
history-file-added = ファイルを追加しました
history-file-removed = ファイルを外しました
history-file-changed = ファイルの公開範囲または説明を変えました
