# 機関やニーズの横に出す、接触の記録

approaches-title = この機関との接触
approaches-none = 見られる接触の記録はありません。
approaches-by = { $month }に{ $cluster }が接触（{ $way }）
approaches-was = { $month }に接触（{ $way }）
approaches-all = すべての接触
approaches-note = 接触を記録する
