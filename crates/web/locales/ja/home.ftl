# 最初の頁と地図

figure-none = 記録なし
figure-records = 登録簿の記録。あなたが見られるもの
