"""The papers of a group: registers with their blank twins, slips and cards, minutes, the treasurer's handover."""
