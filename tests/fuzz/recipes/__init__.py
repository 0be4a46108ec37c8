"""Strategies for the values that the fuzz tests pass."""

from recipes.addresses import addresses
from recipes.buffers import buffers
from recipes.containers import of_items, of_pairs, of_set
from recipes.recipe import Recipe
from recipes.scalars import scalars
from recipes.texts import texts

__all__ = ["Recipe", "addresses", "buffers", "of_items", "of_pairs", "of_set", "scalars", "texts"]
