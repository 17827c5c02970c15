// Where drafts are kept: this browser's own storage, and nowhere else.

const DRAFTS = "rebound:draft:";
const CLEARED = "rebound:draft-cleared:";

function stored(scope) {
  try {
    return localStorage.getItem(DRAFTS + scope);
  } catch {
    return null;
  }
}

/** Keep the text; say whether this browser could. */
function keep(scope, text) {
  try {
    if (text) localStorage.setItem(DRAFTS + scope, text);
    else localStorage.removeItem(DRAFTS + scope);
    return true;
  } catch {
    return false;
  }
}

/** Drop a shared draft once per order, so that the next one begun under the same scope is safe. */
function obey(scope, order) {
  if (!order || sessionStorage.getItem(CLEARED + scope) === order) return;
  sessionStorage.setItem(CLEARED + scope, order);
  keep(scope, "");
}
