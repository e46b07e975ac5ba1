# 地域（種別・項目・記入の手引き）

region = 地域
region-plural = 地域
region-help = クラスターのある地域。市区町村、その集まり、都道府県など、広さはさまざまです。クラスターそのものは別に登録します。

region-name = 名称
region-name-help = 資料での呼び名を書きます（100字まで）。例：高松、富山・高岡
region-aliases = 別名・表記の違い
region-aliases-help = 資料に現れる別の書き方を一つずつ書きます（1件100字まで）。例：大阪北部に対する彩都
region-block = 地方ブロック
region-block-help = 地域が属する地方ブロックを選びます。二つ以上にまたがる場合は、主な方を選んでください。
region-prefectures = 都道府県
region-prefectures-help = 地域がかかる都道府県をすべて選びます。
region-area-codes = 全国地方公共団体コード
region-area-codes-help = 含まれる市区町村のコードを1行に一つずつ書きます。合併でコードが変わった場合は、期間を分けて行を足してください。
region-area-codes-code = コード
region-area-codes-code-help = 検査数字を含む6桁で書きます。例：372013
region-area-codes-name = 当時の名称
region-area-codes-since = いつから
region-area-codes-until = いつまで
region-latitude = 緯度
region-latitude-help = 地図に示す点の北緯を、度を単位とする小数で書きます（JGD2011）。例：34.34
region-longitude = 経度
region-longitude-help = 地図に示す点の東経を、度を単位とする小数で書きます（JGD2011）。例：134.05
region-point-source = 位置の出どころ
region-point-source-help = 緯度・経度を何から取ったかを書きます（300字まで）。例：国土数値情報、市役所の位置
region-part-of = 含まれる地域
region-part-of-help = この地域を含む、より広い地域を選びます。例：神戸に対する関西広域
