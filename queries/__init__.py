"""The questions: one .rq file each, a catalogue of them, and how they are run."""
