"""riweb publishes resident involvement plans from one source.

The map, top to bottom; a module imports only from modules below it:

    cli          Read the command line, show progress, print problems, choose the exit status.
    preview      Serve the site locally and rebuild on change.
    desk         Alternative formats on request: a register, what is made from it, what to send again.
    pipeline     The whole story, as jobs: read, parse, render, audit, publish; cache and workers.
    publish      Put finished files in output/: all of them or none.
    reference    The field reference and the JSON Schemas, made from the model.
    audit        Look at finished files as a reader would meet them.
    formats      Finished files, one module a format, one row in a table.
    pages        A Site into web pages and linear documents, through templates/.
    views        A plan as its readers look at it: lateness, names of leads, orders by date, lead and aim.
    shown        What a plan shows: an action, a date, a lead, with what is worked out about it.
    words        The words shown for each value of a plan's fixed lists.
    wording      Plain English and Cymraeg Clir: advice on the words of the content.
    translate    Message catalogues: text in the other language, what is missing, what is out of date.
    parse        Raw values into a Site, or into every Problem.
    faults       What we do not accept in the Markdown of a text, and what to write instead.
    prose        Markdown into safe HTML and into plain text.
    colour       Colours and how well they can be told apart.
    source       Read content/, remembering the file and line of every value.
    plan         What a site and a plan are made of: frozen, with help on every field.
    web          Web addresses: what a link may begin with, and what in one deceives.
    alphabet     The order of letters in each language, with the digraphs of Welsh.
    when         Dates as people write them: a day, a month, a year, a range, "ongoing", "every year".
    typeface     Our typeface: which characters it has, and how wide words are in it.
    breakdown    A mistake of riweb itself: what was being done, where in the code, and the report of it.
    shipped      Where riweb’s own templates are, and a site’s files that stand in for them.
    unseen       Characters that nobody sees, or that turn others round, and where a text holds one.
    libraries    Shared libraries, by the name of their file on Linux.
    save         Save files that people own: written whole beside their place, then put into it by rename.
    problems     What is wrong in the content, where, and how to put it right.
"""  # noqa: E501 (a line is the first line of a module's docstring)
