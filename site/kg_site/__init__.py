"""The page: its HTML template, style sheets and scripts, as files a web developer can open.

`map.html` is a Jinja template. `app.js` is an ES module; `kg.render.sources` follows its imports
and puts all of them into the page as one script, so a new file only has to be imported. Names at
the top of a module must be unique among all modules.
"""
