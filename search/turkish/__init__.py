"""Turkish for search: letters, words, stems, typing errors, synonyms, and what a query means.

Pure functions, no framework. Terms are made here at index and at query time, and engines match
them plainly, so that every engine gives the same answers. The stemmer is a dictionary-checked
suffix automaton with a guess for unknown words; docs/search-turkish.md tells which designs were
tried and their figures. Caches are bounded (`CACHE_SIZE` words); the dictionary loads on first use.
"""

from .distance import beginning_distance, distance_allowed, edit_distance, trigrams
from .query import Near, Option, Query, QueryWord, Term, matches, query_terms
from .stemmer import CACHE_SIZE, stem
from .synonyms import SynonymRow, SynonymTable, shipped_synonyms
from .text import fold, lower, slugify, sort_key, title, upper
from .tokenizer import Analysis, Token, analyse, joined, tokens

__all__ = [
    "CACHE_SIZE",
    "Analysis",
    "Near",
    "Option",
    "Query",
    "QueryWord",
    "SynonymRow",
    "SynonymTable",
    "Term",
    "Token",
    "analyse",
    "beginning_distance",
    "distance_allowed",
    "edit_distance",
    "fold",
    "joined",
    "lower",
    "matches",
    "query_terms",
    "shipped_synonyms",
    "slugify",
    "sort_key",
    "stem",
    "title",
    "tokens",
    "trigrams",
    "upper",
]
