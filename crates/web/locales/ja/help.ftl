# 使い方

help-title = 使い方
help-link = 使い方
help-what = 記録を残す、探す、つなぐ、数える。仕事ごとの手順と、すべての項目の説明です。
help-tasks = すること
help-guides = 手引き
help-manual = 項目の手引き
help-manual-what = 種別ごとに、項目の意味、選択肢とその出典、状態の移り方、登録のときに確かめることを、プログラムの定義そのものから表示します。
help-first-hour = 最初の一時間ですること
help-api = ほかのプログラムから読み書きするときの決まり（JSON）です。
help-contents = この手引きの内容
help-english-only = この手引きは英語だけです。
