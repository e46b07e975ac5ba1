# 管理：管理者が見回る所

admin-title = 管理
admin-lead = 管理者が見回る所です。管理者というだけでは、非公開の内容は見えません。何が見えるかは、役割の記録から決まります。
admin-accounts = 招待、停止、二段階認証のやり直し、登録されている人との結び付けを行います。
admin-accounts-active = 利用中 { $shown } 件
admin-accounts-invited = 招待中 { $shown } 件
admin-roles-title = 役割
admin-roles = だれが何を見られるかは、役割の記録とその期間から決まります。役割・クラスター・機関などで絞り込めます。
admin-roles-count = { $count ->
   *[other] { $shown } 件
}
admin-imports = ファイルからの一括登録と、その取り消しです。
admin-imports-staged = 確認待ち { $shown } 件
admin-jobs = バックアップ、点検、取り込みなど、時間のかかる仕事の経過です。
admin-jobs-running = 実行中 { $shown } 件
admin-jobs-failed = 失敗・中断 { $shown } 件
admin-audit = アカウントについて行われたことと、サーバーでの登録内容の読み出しの記録です。だれも書き直せません。
admin-any = すべて
admin-all = すべて表示する
admin-none-such = 当てはまるものはありません。
