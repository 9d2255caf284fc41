"""Names that the site itself has, and that neither a plan nor a thing in it can have."""

from __future__ import annotations

# Folders of the site, with their names in every language.
FOLDERS = frozenset(
    {
        "about",
        "accessibility",
        "alternative-formats",
        "amdano",
        "assets",
        "chwilio",
        "contact",
        "cy",
        "cynllun-cyhoeddi",
        "cysylltu",
        "en",
        "fformatau-eraill",
        "hygyrchedd",
        "map-or-wefan",
        "plans",
        "publication-scheme",
        "search",
        "sitemap",
    }
)

# Places on the pages of a plan: the ids that stand in templates/.
PLACES = frozenset(
    {
        "about",
        "at-a-glance",
        "belongs",
        "changes",
        "comment",
        "complaints",
        "consultation",
        "contacts",
        "contents",
        "data",
        "dates",
        "easy",
        "editor-notes",
        "foot-formats",
        "formats",
        "glossary",
        "groups",
        "hard-words",
        "have-your-say",
        "main",
        "measures",
        "news",
        "notes",
        "on-request",
        "on-this-page",
        "options",
        "people",
        "pictures",
        "plan-menu",
        "plan-menu-title",
        "plans",
        "promises",
        "ready",
        "sections",
        "structure",
        "success-tests",
        "take-part",
        "undated",
    }
)
