"""Loan tables as lenders and teachers print them, row by row; what they round, we compare to within a rupiah."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple


class Printed(NamedTuple):
    """A printed table: the words that ask for it, and its rows (number, instalment, principal, interest).

    ``balances``: what is still owed after a row, where that is printed in whole units. None in a row: not printed.
    """

    words: str
    rows: Sequence[tuple[int, Decimal | None, Decimal, Decimal]]
    balances: Sequence[tuple[int, Decimal]] = ()


def _table(instalment: str | None, text: str, first: int = 1) -> list[tuple[int, Decimal | None, Decimal, Decimal]]:
    level = None if instalment is None else Decimal(instalment.replace(",", ""))
    rows = []
    for number, line in enumerate(text.split("\n"), first):
        principal, interest = (Decimal(cell.replace(",", "")) for cell in line.split())
        rows.append((number, level, principal, interest))
    return rows


PRINTED = {
    # A bank's sheet of a hundred and twenty months; scribd.com/document/365074965.
    "annuity over 120 months": Printed(
        "--amount 200000000 --rate 18.1 --periods 120 --method annuity",
        _table(
            "3,616,589.78",
            """599,923.11 3,016,666.67
608,971.95 3,007,617.83
618,157.28 2,998,432.50
627,481.15 2,989,108.63
636,945.66 2,979,644.12
646,552.92 2,970,036.86
656,305.09 2,960,284.68
666,204.36 2,950,385.41
676,252.95 2,940,336.83
686,453.09 2,930,136.68
696,807.10 2,919,782.68
707,317.27 2,909,272.51
717,985.97 2,898,603.81
728,815.59 2,887,774.18
739,808.56 2,876,781.22
750,967.34 2,865,622.44
762,294.43 2,854,295.35
773,792.37 2,842,797.41
785,463.74 2,831,126.04
797,311.15 2,819,278.63
809,337.26 2,807,252.52
821,544.77 2,795,045.01
833,936.40 2,782,653.38
846,514.94 2,770,074.84
859,283.21 2,757,306.57
872,244.06 2,744,345.72
885,400.41 2,731,189.37
898,755.20 2,717,834.58
912,311.42 2,704,278.35
926,072.12 2,690,517.66
940,040.38 2,676,549.40""",
        ),
    ),
    # Home loan, payments in arrear; scribd.com/doc/87151512.
    "annuity over 36 months": Printed(
        "--amount 200000000 --rate 16 --periods 36 --method annuity",
        _table(
            "7,031,407",
            """4,364,740 2,666,667
4,422,936 2,608,470
4,481,909 2,549,498
4,541,668 2,489,739
4,602,223 2,429,183
4,663,586 2,367,820
4,725,767 2,305,639
4,788,778 2,242,629
4,852,628 2,178,779
4,917,330 2,114,077
4,982,894 2,048,512
5,049,333 1,982,074
5,116,657 1,914,749
5,184,879 1,846,527
5,254,011 1,777,396
5,324,064 1,707,342
5,395,052 1,636,355
5,466,986 1,564,421
5,539,879 1,491,527""",
        ),
        [(1, Decimal(195_635_260)), (2, Decimal(191_212_324)), (3, Decimal(186_730_415))],
    ),
    # A car over five years; scribd.com/document/465034556.
    "annuity over 60 months": Printed(
        "--amount 173600000 --rate 17 --periods 60 --method annuity",
        _table(
            "4,314,407.15",
            """1,855,073.82 2,459,333.33
1,881,354.03 2,433,053.12
1,908,006.55 2,406,400.61
1,935,036.64 2,379,370.51
1,962,449.66 2,351,957.49
1,990,251.03 2,324,156.12
2,018,446.25 2,295,960.90
2,047,040.91 2,267,366.25
2,076,040.65 2,238,366.50
2,105,451.23 2,208,955.92
2,135,278.46 2,179,128.70
2,165,528.23 2,148,878.92
2,196,206.55 2,118,200.60
2,227,319.48 2,087,087.68
2,258,873.17 2,055,533.98
2,290,873.87 2,023,533.28
2,323,327.92 1,991,079.23
2,356,241.73 1,958,165.42
2,389,621.82 1,924,785.33
2,423,474.80 1,890,932.35
2,457,807.36 1,856,599.80
2,492,626.30 1,821,780.86
2,527,938.50 1,786,468.65""",
        ),
    ),
    # Bank Sumut, take over of a home loan; vdokumen.com/rincian-perhitungan-bunga-anuitas-bank.html.
    "annuity of half a milliard": Printed(
        "--amount 500jt --rate 16 --periods 60 --method annuity",
        _table(
            "12,159,030",
            """5,492,363 6,666,667
5,565,594 6,593,435
5,639,802 6,519,227
5,715,000 6,444,030
5,791,200 6,367,830
5,868,416 6,290,614
5,946,661 6,212,368
6,025,950 6,133,080
6,106,296 6,052,734
6,187,713 5,971,316
6,270,216 5,888,814
6,353,819 5,805,211
6,438,536 5,720,493
6,524,384 5,634,646
6,611,375 5,547,654
6,699,527 5,459,503
6,788,854 5,370,176""",
        ),
    ),
    # A school's term loan over seven years, in whole rupees; scribd.com/document/555659775.
    "annuity in whole units": Printed(
        "--amount 192038000 --rate 10 --periods 84 --method annuity",
        _table(
            "3,188,058",
            """1,587,742 1,600,317
1,600,973 1,587,085
1,614,314 1,573,744
1,627,767 1,560,291
1,641,331 1,546,727
1,655,009 1,533,049
1,668,801 1,519,257
1,682,708 1,505,351
1,696,730 1,491,328
1,710,870 1,477,189
1,725,127 1,462,931
1,739,503 1,448,555
1,753,999 1,434,059
1,768,615 1,419,443
1,783,354 1,404,704
1,798,215 1,389,843
1,813,200 1,374,858
1,828,310 1,359,748
1,843,546 1,344,512
1,858,909 1,329,149
1,874,400 1,313,658
1,890,020 1,298,038
1,905,770 1,282,288
1,921,652 1,266,407""",
        ),
    ),
    # An American home loan, in cents: 120,000.00 over thirty years at 7 %, 798.37 a month; uptownmemphis.org/?p=3296.
    "annuity over 360 months": Printed(
        "--amount 12000000 --rate 7 --periods 360 --method annuity",
        _table("79837", "9837 70000"),
        [(1, Decimal(11_990_163))],
    ),
    # Bank OKE, sliding rate, the whole table; scribd.com/document/634173092.
    "declining, all of it": Printed(
        "--amount 60000000 --rate 24 --periods 6 --method declining",
        [
            (1, Decimal(11_200_000), Decimal(10_000_000), Decimal(1_200_000)),
            (2, Decimal(11_000_000), Decimal(10_000_000), Decimal(1_000_000)),
            (3, Decimal(10_800_000), Decimal(10_000_000), Decimal(800_000)),
            (4, Decimal(10_600_000), Decimal(10_000_000), Decimal(600_000)),
            (5, Decimal(10_400_000), Decimal(10_000_000), Decimal(400_000)),
            (6, Decimal(10_200_000), Decimal(10_000_000), Decimal(200_000)),
        ],
        [(number, Decimal(60_000_000 - 10_000_000 * number)) for number in range(1, 7)],
    ),
    # A village bank's sliding rate, principal with cents; scribd.com/doc/291886854.
    "declining with cents": Printed(
        "--amount 600jt --rate 24 --periods 36 --method declining",
        [
            (1, Decimal("28666666.67"), Decimal("16666666.67"), Decimal(12_000_000)),
            (2, Decimal("28333333.34"), Decimal("16666666.67"), Decimal("11666666.67")),
            (3, Decimal("28000000.00"), Decimal("16666666.67"), Decimal("11333333.33")),
        ],
    ),
    # A machine, flat 1 % a month over three years, every row alike; scribd.com/document/423090835.
    "flat over 36 months": Printed(
        "--amount 90jt --rate 12 --periods 36 --method flat",
        [(number, Decimal(3_400_000), Decimal(2_500_000), Decimal(900_000)) for number in range(1, 37)],
        [(number, Decimal(90_000_000 - 2_500_000 * number)) for number in range(1, 37)],
    ),
    # blog.stie-mce.ac.id 2017/03/19: flat 11 % over two years.
    "flat over 24 months": Printed(
        "--amount 12jt --rate 11 --periods 24 --method flat",
        [(number, Decimal(610_000), Decimal(500_000), Decimal(110_000)) for number in range(1, 25)],
    ),
    # KUR, flat 6 % over three years; jabarekspres.com 2025/03/14 and poskota.co.id 2025/03/09.
    "kur of a hundred million": Printed(
        "--amount 100jt --rate 6 --periods 36 --method flat",
        [(number, Decimal(3_277_778), Decimal(2_777_778), Decimal(500_000)) for number in range(1, 36)],
    ),
    "kur of fifty million": Printed(
        "--amount 50jt --rate 6 --periods 36 --method flat",
        [(number, Decimal(1_638_889), Decimal("1388888.89"), Decimal(250_000)) for number in range(1, 36)],
    ),
    # Mekaar: 25 % on top, 50 weeks, 50.000 a week (domain facts 4.2). 50 weeks are 50/52 of a year, so 26 % a year.
    "fifty weeks": Printed(
        "--amount 2jt --rate 26 --periods 50 --method flat --every week",
        [(number, Decimal(50_000), Decimal(40_000), Decimal(10_000)) for number in range(1, 51)],
    ),
    # PNPM: 283.333 is printed as 284.000 (domain facts 4.3); interest 1.5 % a month of the first amount.
    "rounded up to a thousand": Printed(
        "--amount 5jt --rate 18 --periods 24 --method flat --round 1000 --rounding up",
        [(number, Decimal(284_000), Decimal(209_000), Decimal(75_000)) for number in range(1, 24)],
        [(23, Decimal(193_000)), (24, Decimal(0))],
    ),
    # aspireservicingcenter.com: 10,000.00 at 6.8 %, thirty days over 365: 55.89; in cents. April has thirty days.
    "interest by days": Printed(
        "--amount 1000000 --rate 6.8 --periods 2 --method annuity --start 1/4/2027 --daily --grace 1",
        [(1, Decimal(5_589), Decimal(0), Decimal(5_589))],
    ),
    # A credit union, 0,058333 % a day: 5.000.000 over 29 days are 84.583; cu-sehati.com. February 2028 has 29 days.
    "interest by days in a leap year": Printed(
        "--amount 5jt --rate 21.291545 --periods 2 --method annuity --start 1/2/2028 --daily --grace 1",
        [(1, Decimal(84_583), Decimal(0), Decimal(84_583))],
    ),
    # A contract filed with the SEC (1283193, v155350 ex. 10-2): 43 million, 10.60 % a year compounded, which is a
    # month's 0.84311 %; twelve months of grace pay interest only.
    "a year of grace": Printed(
        "--amount 43000000 --rate 10.1174 --periods 60 --method declining --grace 12",
        [(number, Decimal(362_540), Decimal(0), Decimal(362_540)) for number in range(1, 13)],
        [(12, Decimal(43_000_000))],
    ),
}

BY_DAYS = [
    # BRI Cik Di Tiro, working capital at 15 %, saldo x 15 % x n/365 for the months of 2007, table 5.8;
    # text-id.123dok.com/document/9ynp7ex0z. Month, what was owed in it, and its interest.
    (1, 10_000_000, 127_397),
    (2, 10_800_000, 124_274),
    (3, 11_600_000, 147_781),
    (4, 9_000_000, 110_959),
    (5, 9_300_000, 118_479),
    (6, 12_100_000, 149_178),
    (7, 14_400_000, 183_452),
    (8, 14_500_000, 184_726),
    (9, 12_300_000, 151_644),
    (10, 13_300_000, 169_438),
    (11, 12_200_000, 150_411),
    (12, 3_800_000, 48_411),
]
