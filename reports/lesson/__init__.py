"""The papers of a lesson: what is cut, hung up, written on, signed and kept. They hold no figures of a real book but
those of the sessions that were held."""
