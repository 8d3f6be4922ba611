"""Whether a record stands, said in SQL of an entry ``e``."""

# A record stands that nothing takes back, and that is no taking back itself: what an undo restored stands at an even
# distance from the record that it restores.
STANDS = """
    NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)
    AND (e.reverses IS NULL OR (
        WITH RECURSIVE back(id, steps) AS (
            SELECT e.reverses, 1 UNION ALL
            SELECT o.reverses, steps + 1 FROM back JOIN entries o ON o.id = back.id WHERE o.reverses IS NOT NULL)
        SELECT max(steps) % 2 = 0 FROM back))
"""
