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
EFFORT = {
    "at-home": "From home",
    "now-and-then": "Now and then",
    "regular": "Regular meetings",
    "elected": "Elected or chosen",
}
KIND = {
    "action-plan": "Action plan",
    "strategy": "Strategy",
    "scrutiny-response": "Reply to residents’ scrutiny",
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
# What a plan calls its rows: one, several.
ROW = {
    "action": ("action", "actions"),
    "task": ("task", "tasks"),
    "aim": ("aim", "aims"),
    "recommendation": ("recommendation", "recommendations"),
    "theme": ("theme", "themes"),
}
