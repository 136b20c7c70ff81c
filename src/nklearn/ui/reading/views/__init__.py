"""Figures of a lesson that are windows into the explorers."""
