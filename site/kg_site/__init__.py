"""The page's HTML templates, style sheets and scripts, as files for `kg.map.bundle` to join.

site/README.md describes how they work together.
"""
