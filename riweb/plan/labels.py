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

# Each language in its own words.
LANGUAGE = {"en": "English", "cy": "Cymraeg"}

# What a plan in another language says to those who read this one.
ALSO = {
    "en": "This plan is also available in English.",
    "cy": "Mae’r cynllun hwn ar gael yn Gymraeg hefyd.",
}

# What a plan calls its rows: one, several.
ROW = {
    "action": ("action", "actions"),
    "task": ("task", "tasks"),
    "aim": ("aim", "aims"),
    "recommendation": ("recommendation", "recommendations"),
    "theme": ("theme", "themes"),
}

# Where formats stand together on their page, in order.
FORMAT_GROUP = {
    "print": "To read on a screen or print",
    "own": "To read with your own programs",
    "senses": "By touch and by ear",
}

# What a build looks at before it publishes web pages.
CHECKED_WEB = (
    "Every link leads somewhere. Every page has a title, names its language, has its headings in "
    "order, and has words for each picture."
)

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
