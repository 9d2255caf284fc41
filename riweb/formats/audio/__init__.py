"""The linear document spoken: a script written for the ear, a DAISY book and one MP3."""
