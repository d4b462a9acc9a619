"""Tests of Væksttavlen."""
