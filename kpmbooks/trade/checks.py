"""Everything that must hold of trade, for ``house.check``."""

from kpmbooks.trade.debt_checks import check_bill_levels, check_debt_movements
from kpmbooks.trade.equipment_checks import check_equipment
from kpmbooks.trade.goods_checks import check_goods

CHECKS = (check_bill_levels, check_debt_movements, check_goods, check_equipment)
