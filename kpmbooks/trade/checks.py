"""Everything that must hold of trade, for ``house.check``."""

from kpmbooks.trade.goods_checks import check_goods

CHECKS = (check_goods,)
