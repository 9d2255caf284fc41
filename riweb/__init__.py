"""riweb publishes resident involvement plans from one source.

The map, top to bottom; a module imports only from modules below it:

    cli          Read the command line, show progress, print problems, choose the exit status.
    preview      Serve the site locally and rebuild on change.
    requests     Alternative formats on request: a register, what is made from it, what to send again.
    build        The whole story, as jobs: read, parse, render, audit, publish; cache and workers.
    publish      Put finished files in output/: all of them or none.
    reference    The field reference and the JSON Schemas, made from the model.
    verify       Look at finished files as a reader would meet them.
    exports      Files of a plan for programmes: data, spreadsheet, calendar, feed, and the list of them all.
    formats      Finished files, one package a format, one row in a table.
    website      The pages of the website: those of each plan, and those of the site itself.
    document     The linear document of a plan, and the rows and tables that its pages share with it.
    render       Templates, addresses, and what every page of a language or of a plan is given.
    lint         Plain English and Cymraeg Clir: advice on the words of the content.
    languages    Message catalogues: text in the other language, what is missing, what is out of date.
    content      What an editor writes, read, checked and turned into values.
    plan         What a site and a plan are made of: frozen, with help on every field.
    when         Dates as people write them: a day, a month, a year, a range, "ongoing", "every year".
    text         What can be known of a text alone: its Markdown, letters, addresses, type, and colours.
    breakdown    A mistake of riweb itself: what was being done, where in the code, and the report of it.
    format_record  What a format is: one record, what its writer is given and gives back, how its files are read.
    resources    What riweb brings: its templates, which a site may override, and shared libraries by name.
    save         Save files that people own: written whole beside their place, then put into it by rename.
    problems     What is wrong in the content, where, and how to put it right.
"""  # noqa: E501 (a line is the first line of a module's docstring)
