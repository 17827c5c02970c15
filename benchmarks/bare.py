"""The bare page: the same elements as another page, nested alike, with constant words and no calls.

The navigation is not an element, so the bare page has none: what the router costs counts against ours.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node

_START = "import streamlit as st\nfrom benchmarks.bare import component"

# A widget gets as many options as the one it stands for.
_ELEMENTS = {
    "bidi_component": "component()(key={key!r}, height=1)",
    "button": "st.button('Words', key={key!r})",
    "button_group": "st.pills('Words', {options}, key={key!r})",
    "caption": "st.caption('Words')",
    "checkbox": "st.checkbox('Words', key={key!r})",
    "date_input": "st.date_input('Words', key={key!r})",
    "header": "st.header('Words')",
    "html": "st.html('<style>p {{}}</style>')",
    "link_button": "st.link_button('Words', 'https://words.invalid')",
    "markdown": "st.markdown('Words')",
    "menu_button": "st.menu_button('Words', {options}, key={key!r})",
    "number_input": "st.number_input('Words', key={key!r})",
    "page_link": "st.page_link('https://words.invalid', label='Words')",
    "progress": "st.progress(0.5, 'Words')",
    "radio": "st.radio('Words', {options}, key={key!r})",
    "selectbox": "st.selectbox('Words', {options}, key={key!r})",
    "submit": "st.form_submit_button('Words', key={key!r})",
    "text": "st.text('Words')",
    "text_area": "st.text_area('Words', key={key!r})",
    "text_input": "st.text_input('Words', key={key!r})",
    "title": "st.title('Words')",
    "toggle": "st.toggle('Words', key={key!r})",
}
_BLOCKS = {
    "expander": "st.expander('Words')",
    "form": "st.form({key!r})",
    "tab_container": "st.container()",
    "unknown": "st.bottom",
}
# Roots that every page has, and a tab: its container stands for it.
_ROOTS = {"root", "main", "sidebar", "event"}


def like(page: AppTest) -> str:
    """Return the script of the bare page for the page as it is drawn now."""
    root = next(iter(page))
    keys = (f"bare-{number}" for number in count())
    return "\n".join([_START, *_lines(root, "", lambda: next(keys))])


@cache
def component() -> Callable[..., object]:
    """Register the component that stands for ours, once as ours are."""
    return st.components.v2.component("bare", html="<p>Words</p>", js="export default () => {}")


def _lines(node: Node, indent: str, new_key: Callable[[], str], *, in_form: bool = False) -> Iterator[str]:
    if not isinstance(node, Block):
        yield indent + _element(node, new_key(), in_form=in_form)
        return
    within = in_form or node.type == "form"
    if node.type not in _ROOTS:
        yield f"{indent}with {_BLOCKS.get(node.type, 'st.container()').format(key=new_key())}:"
        indent += "    "
        yield f"{indent}pass"
    for child in node.children.values():
        yield from _lines(child, indent, new_key, in_form=within)


def _element(node: Node, key: str, *, in_form: bool) -> str:
    """Draw one element; a type that is not known here is a text, which costs least."""
    kind = "submit" if in_form and node.type == "button" else node.type
    options = [f"Words {number}" for number in range(len(getattr(node, "options", ())))]
    return _ELEMENTS.get(kind, _ELEMENTS["text"]).format(key=key, options=options)
