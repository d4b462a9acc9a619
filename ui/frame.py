"""What every page stands in: the way back into it, and who may know it."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager  # private: pinned version, tests/browser holds it


def require_frame() -> None:
    """Run the page inside the frame, anew if it stands alone. Every page calls it first.

    The folder name `pages/` lets Streamlit run a page file alone until `st.navigation` has run once in the process:
    then the first visitor's link is run anew, inside the frame, with its query kept.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()
