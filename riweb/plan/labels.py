"""The words shown for each value of a plan's fixed lists."""

from __future__ import annotations

STATUS = {
    "not-started": "Not started",
    "in-progress": "In progress",
    "done": "Done",
    "ongoing": "Ongoing",
    "stopped": "Stopped",
    "merged": "Joined with another",
    "replaced": "Replaced",
}
DECISION = {
    "agreed": "Agreed",
    "agreed-in-part": "Agreed in part",
    "not-agreed": "Not agreed",
    "not-needed": "Not needed",
    "done": "Done already",
    "joint": "Joint project",
    "later": "Later",
    "noted": "Noted",
}

# How many rows of a plan are in a state: one, several.
REACHED = {
    "not-started": ("%(num)d not started", "%(num)d not started"),
    "in-progress": ("%(num)d in progress", "%(num)d in progress"),
    "done": ("%(num)d done", "%(num)d done"),
    "ongoing": ("%(num)d ongoing", "%(num)d ongoing"),
    "stopped": ("%(num)d stopped", "%(num)d stopped"),
    "merged": ("%(num)d joined with another", "%(num)d joined with others"),
    "replaced": ("%(num)d replaced", "%(num)d replaced"),
}
DECIDED = {
    "agreed": ("%(num)d agreed", "%(num)d agreed"),
    "agreed-in-part": ("%(num)d agreed in part", "%(num)d agreed in part"),
    "not-agreed": ("%(num)d not agreed", "%(num)d not agreed"),
    "not-needed": ("%(num)d not needed", "%(num)d not needed"),
    "done": ("%(num)d done already", "%(num)d done already"),
    "joint": ("%(num)d joint project", "%(num)d joint projects"),
    "later": ("%(num)d left for later", "%(num)d left for later"),
    "noted": ("%(num)d noted", "%(num)d noted"),
}
EFFORT = {
    "at-home": "From home",
    "now-and-then": "Now and then",
    "regular": "Regular meetings",
    "elected": "Elected or chosen",
}
KIND = {
    "action-plan": "Action plan",
    "strategy": "Strategy",
    "scrutiny-response": "Reply to a scrutiny",
}
STATE = {"draft": "Draft", "current": "Current", "closed": "Closed"}
RESOURCE = {
    "": "",
    "within-budget": "Within the budget",
    "current-staff": "Current staff",
    "other-budget": "Another budget",
    "may-need-more": "May need more money",
    "not-known": "Not known yet",
}
LEAD_PART = {"lead": "", "joint": "jointly", "support": "in support"}
PERSON = {
    "initials": "Someone whom the source names by initials only",
    "role": "A post",
    "team": "A team",
    "outside-body": "An outside body",
    "residents-body": "A residents’ body",
}
INFORMATION_CLASS = {
    "governance": "Governance and decisions",
    "spending": "What is spent",
    "stock": "Managing the homes",
    "performance": "Performance",
    "services": "Housing services",
    "lists": "Lists and registers",
    "policies": "Policies and strategies",
}

# What a plan calls its rows: one, several.
ROW = {
    "action": ("action", "actions"),
    "task": ("task", "tasks"),
    "aim": ("aim", "aims"),
    "recommendation": ("recommendation", "recommendations"),
    "theme": ("theme", "themes"),
}

# The formats of a plan, in the order in which pages speak of them, and what each is called.
FORMAT = {
    "large-print": "Large print",
    "giant-print": "Giant print",
    "clear-print": "Clear print",
    "easy-read": "Easy Read",
    "bilingual": "Both languages in one file",
    "epub": "E-book",
    "word": "Word document",
    "text": "Plain text",
    "braille": "Braille",
    "audio": "Audio",
}
FORMAT_GROUP = {
    "print": "To read on a screen or print",
    "own": "To read with your own programs",
    "senses": "By touch and by ear",
}
GOOD_FOR = {
    "large-print": "Good if ordinary print is too small for you, on paper or on a screen.",
    "giant-print": "Good if large print is still too small for you.",
    "clear-print": "Good for handing out on paper, in letters that are clear to most people.",
    "easy-read": "Good if reading is hard for you: short sentences, each with a picture.",
    "bilingual": "Good for printing and handing out where people read Welsh or English.",
    "epub": "Good for phones, tablets and e-readers: the text fits your screen, in letters and "
    "colours that you choose.",
    "word": "Good if you want to change letters, colours and spaces, or copy parts of the plan.",
    "text": "Good for screen readers, braille displays and e-mail.",
    "braille": "Good for an embosser or a braille display.",
    "audio": "Good if you would rather listen: as one file, or as a book for DAISY players.",
}

# Under `braille-cy`, what is said of braille where the language is Welsh.
LIMITS = {
    "large-print": "The pages are made for A4 paper. On a small screen you may have to move "
    "sideways to read them.",
    "giant-print": "It has the most pages, and a long plan comes in several volumes. We can make "
    "other sizes, from 20 to 36 point, when you ask.",
    "clear-print": "The letters are too small if you need large print.",
    "easy-read": "It says the main things only, and not the whole plan. People who use Easy Read "
    "have not tested it yet.",
    "bilingual": "The file to print and turn over is for paper only, because one half of it is "
    "upside down on a screen.",
    "epub": "You need an app or a device that opens e-books. We have not tried it on e-readers.",
    "word": "The list of contents has no page numbers until you update it. We tried the file in "
    "LibreOffice and not in Word.",
    "text": "It has no pictures and no bold letters. Pictures and diagrams are put into words.",
    "braille": "This braille was made by a computer program. Nobody has proof-read it.",
    "braille-cy": "This Welsh braille was made by a computer program. A transcriber must check it "
    "before it is used.",
    "audio": "The voice is synthetic and may say some names wrongly. Nobody has listened to the "
    "whole recording.",
}

# What a build looks at before it publishes anything, by format; `web` stands for the pages.
CHECKED = {
    "web": "Every link leads somewhere. Every page has a title, names its language, has its "
    "headings in order, and has words for each picture.",
    "large-print": "Read back in the order of a screen reader, and compared with the plan.",
    "giant-print": "Read back in the order of a screen reader, and compared with the plan.",
    "clear-print": "Read back in the order of a screen reader, and compared with the plan.",
    "easy-read": "Sentences are counted, hard words are looked up, and each sentence has its "
    "picture.",
    "bilingual": "Read back in both languages in the order of a screen reader, and compared with "
    "the plan.",
    "epub": "Read back as a reading app goes through it, and compared with the plan.",
    "word": "Read back as a screen reader goes through it, and compared with the plan.",
    "text": "Read back line by line, and compared with the plan.",
    "braille": "Read back into print, and compared with the plan.",
    "braille-cy": "Compared with the plan sign by sign.",
    "audio": "Its script is compared with the plan, and the length of each part with its sound.",
    "insert": "Each page is set to fit, without a line left out.",
}

# How far a site is compliant, and whether faults, exemptions or both speak against more.
# Source: GOV.UK, Sample accessibility statement, 19 December 2023: wording that is required.
COMPLIANCE = {
    "fully": "This website is fully compliant with the Web Content Accessibility Guidelines "
    "version 2.2 AA standard.",
    "partially-faults": "This website is partially compliant with the Web Content Accessibility "
    "Guidelines version 2.2 AA standard, due to the non-compliances listed below.",
    "partially-exemptions": "This website is partially compliant with the Web Content "
    "Accessibility Guidelines version 2.2 AA standard, due to the exemptions listed below.",
    "partially-both": "This website is partially compliant with the Web Content Accessibility "
    "Guidelines version 2.2 AA standard, due to the non-compliances and exemptions listed below.",
    "not-faults": "This website is not compliant with the Web Content Accessibility Guidelines "
    "version 2.2 AA standard, due to the non-compliances listed below.",
    "not-exemptions": "This website is not compliant with the Web Content Accessibility "
    "Guidelines version 2.2 AA standard, due to the exemptions listed below.",
    "not-both": "This website is not compliant with the Web Content Accessibility Guidelines "
    "version 2.2 AA standard, due to the non-compliances and exemptions listed below.",
}

# Faults that the law groups apart, by the word that an editor writes.
# Source: as above.
NON_ACCESSIBLE = {
    "not-compliant": "Non-compliance with the accessibility regulations",
    "burden": "Disproportionate burden",
    "out-of-scope": "Content that’s not within the scope of the accessibility regulations",
}
TEST = {
    "automatic": "A test by a program",
    "expert": "A test by an expert",
    "disabled-people": "A test by people who use assistive technology",
}
