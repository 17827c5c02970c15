"""Rebound's entry: the script of every page when it is run, the web application when it is imported."""

import streamlit as st


def main() -> None:
    # Not at the top: components register with the server, which is not there yet when this file is imported.
    from core.ui import routes  # noqa: PLC0415

    routes.draw()


if __name__ == "__main__":
    main()
else:
    from core.web.app import kwargs

    beside_the_pages = kwargs()
    # Until some session has called st.navigation, Streamlit would serve files in pages/ without our router.
    st.navigation([st.Page(main)])
    app = st.App(__file__, **beside_the_pages)
